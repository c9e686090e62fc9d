import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { atJob, eachJob } from './places';

const steps = script('make release\n');

export const jobMayEverything: Rule = {
  id: 'GHA170',
  severity: 'warning',
  title: 'the token of a job may write everything',
  why: 'whatever code gets into the job, a dependency or an action, can push to branches, publish packages and ask for identities',
  repair: 'name each permission that the job needs',
  reference: 'https://docs.github.com/en/actions/reference/security/secure-use#use-the-principle-of-least-privilege',
  good: workflow({ permissions: '{ contents: write }', steps }),
  bad: workflow({ permissions: 'write-all', steps }),
  check: (assembly) =>
    eachJob(assembly, (job) =>
      job.declaresPermissions && job.permissions?.isWriteAll === true
        ? [atJob(job, 'permissions', `job "${job.id}" may write everything`, 'name what it needs')]
        : [],
    ),
};
