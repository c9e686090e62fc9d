import { problem, type Rule } from '../../../audit';
import { workflowFilesOf } from '../reading/workflow-files';
import { files, script, workflow } from './examples';

export const workflowUnreadable: Rule = {
  id: 'GHA001',
  severity: 'error',
  title: 'a workflow cannot be read',
  why: 'GitHub shows a failed run without a job and starts nothing, for every event, until somebody looks',
  repair: 'write it as one YAML document, each key given once',
  good: workflow({ steps: script('make test') }),
  bad: files('name: ci\non: push\njobs:\n  build: { runs-on: ubuntu-24.04\n'),
  check: (assembly) =>
    workflowFilesOf(assembly).broken.map(({ source, line, message }) =>
      problem(
        {
          origin: { ...source.origin, file: source.origin.file ?? source.path, line },
          subject: `Workflow ${source.path}`,
        },
        message,
        'mend the file',
      ),
    ),
};
