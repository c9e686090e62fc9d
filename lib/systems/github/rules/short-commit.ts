import { type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { CHECKOUT, workflow } from './examples';
import { eachUse } from './used-actions';

export const shortCommit: Rule = {
  id: 'GHA023',
  severity: 'error',
  title: 'an action is named by a part of a commit',
  why: 'GitHub does not take short commits: the job fails before its first step, or runs a tag that somebody gave that name',
  repair: 'write all 40 digits',
  reference: 'https://github.blog/changelog/2021-01-21-github-actions-short-sha-deprecation/',
  good: workflow({ steps: `- uses: ${CHECKOUT}\n` }),
  bad: workflow({ steps: '- uses: actions/checkout@3d3c42e5aac5\n' }),
  check: (assembly) =>
    eachUse(assembly, ({ uses }) =>
      uses.kind !== 'repository' || uses.form !== 'short commit'
        ? []
        : [
            {
              message: `${actionName(uses)} is named by ${uses.ref.length} digits of a commit`,
              repair: 'write all 40 digits',
            },
          ],
    ),
};
