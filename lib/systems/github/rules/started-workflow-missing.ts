import { type Rule } from '../../../audit';
import { tryStarted } from '../reading/permission-needs';
import { workflowFilesOf } from '../reading/workflow-files';
import { files, type ExampleWorkflow, script, workflow } from './examples';
import { eachScript, inScript } from './places';

const started: ExampleWorkflow = {
  permissions: '{ actions: write }',
  steps: script('gh workflow run promote.yaml --ref main', "env: { GH_TOKEN: '${{ github.token }}' }"),
};
const promote = workflow({ on: 'workflow_dispatch', steps: script('make promote') }).files?.[
  '.github/workflows/ci.yaml'
];

export const startedWorkflowMissing: Rule = {
  id: 'GHA178',
  severity: 'warning',
  title: 'a script starts a workflow that is not there',
  why: 'gh finds no workflow of that file name, and the job fails where everything before it is done',
  repair: 'name a file of .github/workflows',
  reference: 'https://cli.github.com/manual/gh_workflow_run',
  good: files({ ...workflow(started).files, '.github/workflows/promote.yaml': promote ?? '' }),
  bad: workflow(started),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const { repository } = one.step.file.source;
      const there = new Set(
        workflowFilesOf(assembly).all.flatMap(({ source }) => (source.repository === repository ? source.path : [])),
      );
      return one.commands.flatMap((command) => {
        const name = tryStarted(command);
        if (name === undefined || there.has(`.github/workflows/${name}`)) return [];
        return [inScript(one, name, `${one.step.title} starts ${name}, which is not there`, 'name a workflow that is')];
      });
    }),
};
