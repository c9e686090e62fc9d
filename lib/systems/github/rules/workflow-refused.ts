import { problem, type Rule } from '../../../audit';
import { workflowFilesOf } from '../reading/workflow-files';
import { script, workflow } from './examples';

export const workflowRefused: Rule = {
  id: 'GHA002',
  severity: 'error',
  title: 'a workflow has a form that GitHub refuses',
  why: 'one unknown field makes the whole file invalid: nothing of it runs',
  repair: 'write the fields that GitHub knows',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax',
  good: workflow({ steps: script('make test', 'working-directory: api') }),
  bad: workflow({ steps: script('make test', 'working-dir: api') }),
  check: (assembly) =>
    workflowFilesOf(assembly).refused.map(({ file, refusal: { path, message, repair } }) =>
      problem(path === '' ? file.place.whole() : file.place.at(path), message, repair),
    ),
};
