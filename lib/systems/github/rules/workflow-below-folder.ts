import { problem, type Problem, type Rule } from '../../../audit';
import { actionName } from '../reading/uses';
import { type JobInFile } from '../reading/workflow-file';
import { files } from './examples';
import { atJob, eachWorkflow } from './places';

const TEXT =
  'name: image\non: workflow_call\npermissions: {}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: make image\n';

export const workflowBelowFolder: Rule = {
  id: 'GHA005',
  severity: 'error',
  title: 'a workflow lies in a folder below .github/workflows',
  why: 'GitHub reads that folder itself only: the file never runs, and a call of it fails',
  repair: 'move it up, and put what the folder said into its name',
  reference: 'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows',
  good: files({ '.github/workflows/reusable-image.yaml': TEXT }),
  bad: files({ '.github/workflows/reusable/image.yaml': TEXT }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const inside = file.source.path.slice(
        file.source.path.indexOf('.github/workflows/') + '.github/workflows/'.length,
      );
      const calls = file.jobs.flatMap(tryCall);
      if (!inside.includes('/')) return calls;
      const to = `.github/workflows/${inside.replaceAll('/', '-')}`;
      return [
        problem(file.place.whole(), 'GitHub does not look into folders below .github/workflows', `move it to ${to}`),
        ...calls,
      ];
    }),
};

function tryCall(job: JobInFile): Problem[] {
  const { uses } = job;
  if (uses?.kind !== 'repository' && uses?.kind !== 'local') return [];
  if (!/^\.github\/workflows\/.+\//.test(uses.path)) return [];
  return [
    atJob(
      job,
      'uses',
      `it calls ${actionName(uses)}, below a folder that GitHub does not look into`,
      'move the workflow up',
    ),
  ];
}
