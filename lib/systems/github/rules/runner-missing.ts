import { type Rule } from '../../../audit';
import { isFields } from '../reading/field';
import { jobs } from './examples';
import { atJob, eachJob } from './places';

const STEPS = 'steps:\n    - run: make test\n';

export const runnerMissing: Rule = {
  id: 'GHA003',
  severity: 'error',
  title: 'a job does not say where it runs',
  why: 'GitHub refuses the whole workflow: runs-on is required of every job that has steps',
  repair: 'name a runner image',
  reference: 'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on',
  good: jobs(`test:\n  runs-on: ubuntu-24.04\n  ${STEPS}`),
  bad: jobs(`test:\n  environment: staging\n  ${STEPS}`),
  check: (assembly) =>
    eachJob(assembly, (job) => {
      const { fields, id } = job;
      if (fields['uses'] !== undefined || fields['runs-on'] !== undefined || !isFields(job.file.fields['jobs']))
        return [];
      return [atJob(job, '', `job "${id}" has no runs-on`, 'name a runner image, such as ubuntu-24.04')];
    }),
};
