import { type Assembly } from '../../../assembly';
import { type Rule } from '../../../audit';
import { type JobInFile, type WorkflowFile } from '../reading/workflow-file';
import { workflowFilesOf } from '../reading/workflow-files';
import { files } from './examples';
import { atJob, eachJob } from './places';

const callable = (job: string): string => `name: image\non: workflow_call\npermissions: {}\njobs:\n  build:\n${job}`;

export const workflowCallsItself: Rule = {
  id: 'GHA006',
  severity: 'error',
  title: 'a workflow calls itself',
  why: 'GitHub refuses the circle: neither it nor any workflow that calls it runs',
  repair: 'give the job its steps, or call the workflow that was meant',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations',
  good: files({
    '.github/workflows/image.yaml': callable('    runs-on: ubuntu-24.04\n    steps:\n      - run: make image\n'),
  }),
  bad: files({ '.github/workflows/image.yaml': callable('    uses: ./.github/workflows/image.yaml\n') }),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      if (!job.uses || !callsBack(assembly, job)) return [];
      return [
        atJob(
          job,
          'uses',
          `job "${job.id}" calls ${job.file.source.path}, the workflow that it is part of`,
          'give the job its steps',
        ),
      ];
    }),
};

/** Whether what a job calls is the workflow of the job, or leads back to it. */
function callsBack(assembly: Assembly, job: JobInFile): boolean {
  const seen = new Set<WorkflowFile>();
  const open = [job];
  for (const one of open) {
    const callee = calleeOf(assembly, one);
    if (isSameFile(one, job) && callee === undefined && namesOwnFile(one)) return true;
    if (!callee || seen.has(callee)) continue;
    if (callee === job.file) return true;
    seen.add(callee);
    open.push(...callee.jobs.filter(({ uses }) => uses !== undefined));
  }
  return false;
}

function isSameFile(one: JobInFile, job: JobInFile): boolean {
  return one.file === job.file;
}

/** The workflow of the assembly that a job calls. */
function calleeOf(assembly: Assembly, { uses, file }: JobInFile): WorkflowFile | undefined {
  const files = workflowFilesOf(assembly);
  if (uses?.kind === 'local') return files.tryFind(file.source.repository, uses.path);
  return uses?.kind === 'repository' ? files.tryFind(uses.repository, uses.path) : undefined;
}

/** A workflow for others that calls a file of its own name, in a repository that is not known to be another. */
function namesOwnFile({ uses, file }: JobInFile): boolean {
  return uses?.kind === 'repository' && uses.path === file.source.path && file.on.onlyCalled;
}
