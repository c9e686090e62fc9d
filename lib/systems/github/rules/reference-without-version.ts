import { type Rule } from '../../../audit';
import { CHECKOUT, workflow } from './examples';
import { eachUse } from './used-actions';

export const referenceWithoutVersion: Rule = {
  id: 'GHA031',
  severity: 'error',
  title: 'uses names no action that GitHub could find',
  why: 'GitHub refuses the workflow: an action is owner/name@version, a path that begins with ./, or docker://image',
  repair: 'write owner/name@<commit>',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses',
  good: workflow({ steps: `- uses: ${CHECKOUT}\n` }),
  bad: workflow({ steps: '- uses: actions/checkout\n' }),
  check: (assembly) =>
    eachUse(assembly, ({ uses }) =>
      uses.kind === 'unknown' && !uses.text.includes('${{')
        ? [{ message: `"${uses.text}" names no action at a version`, repair: 'write owner/name@<commit>' }]
        : [],
    ),
};
