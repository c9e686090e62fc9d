import { type Rule, problem, tryNearest } from '../../audit';
import { type GitHubAccess, valuesOf } from '../../systems/aws/rules/github-roles';
import { assumedRoles } from '../assumed-roles';
import { accessOf, isFor } from '../trusted-jobs';
import { JOB_SUBJECT, releaseWorkflow, roleFor } from './job-examples';

const terraform = roleFor({ sub: JOB_SUBJECT });

export const roleForNoJob: Rule = {
  id: 'CUS018',
  severity: 'warning',
  title: 'a job of CI takes a role by another name than the one that was made for it',
  why: 'the role that trusts the job is never taken, and the one that the job asks for is refused, or has other rights than anybody here can see',
  repair: 'take the name of the role from the place that makes it',
  good: { ...releaseWorkflow(), terraform },
  bad: { ...releaseWorkflow({ role: 'images-pusher' }), terraform },
  check: (assembly) => {
    const assumed = assumedRoles(assembly);
    const taken = new Set(assumed.flatMap(({ role }) => (role ? [role.resource] : [])));
    // A statement for several repositories, or for any, says nothing of the one job.
    const exact = accessOf(assembly).filter(({ statement }) =>
      valuesOf(statement, 'sub').every((one) => !/[*?]/.test(one)),
    );
    return assumed.flatMap((one) => {
      const isMeant = (other: GitHubAccess): boolean => !taken.has(other.resource) || isNearly(one.arn, other);
      const other = one.role ? undefined : exact.find((statement) => isMeant(statement) && isFor(statement, one));
      if (!other) return [];
      const others = taken.has(other.resource) ? 'other jobs take it' : 'nobody takes it';
      return problem(
        one.place,
        `${one.by.pipeline}: the job "${one.by.name}" takes ${one.arn}, which nothing here makes → the role ${String(other.resource.body['name'])} trusts the job and ${others}`,
        `take the role ${String(other.resource.body['name'])}`,
      );
    });
  },
};

/** Whether a role is called nearly as the one of an ARN. */
function isNearly(arn: string, { resource }: GitHubAccess): boolean {
  return tryNearest(arn.slice(arn.lastIndexOf('/') + 1), [String(resource.body['name'])]) !== undefined;
}
