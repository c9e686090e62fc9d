import { type Rule } from '../../../audit';
import { jobs, workflow } from './examples';
import { atJob, eachJob } from './places';

export const timeLimitMissing: Rule = {
  id: 'GHA120',
  severity: 'advice',
  title: 'a job has no time limit',
  why: 'one that hangs holds its runner for six hours, and with it whatever waits in its concurrency group',
  repair: 'set timeout-minutes',
  reference:
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes',
  good: workflow({ steps: '- run: make test\n' }),
  bad: jobs('test:\n  runs-on: ubuntu-24.04\n  permissions: { contents: read }\n  steps:\n    - run: make test\n'),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      if (job.uses || job.fields['timeout-minutes'] !== undefined || job.fields['steps'] === undefined) return [];
      if (job.steps.every((step) => step.fields['timeout-minutes'] !== undefined)) return [];
      return [atJob(job, '', `job "${job.id}" may run for six hours`, 'set timeout-minutes')];
    }),
};
