import { type Assembly } from '../../assembly';
import { type Problem, type Rule, problem } from '../../audit';
import { type Actor } from '../ci-job';
import { type AssumedRole, assumedRoles } from '../assumed-roles';
import { tryEcrAddress } from '../ecr-address';
import { pushesOf } from '../pushes';
import { mayPush } from '../registry-roles';
import { signersOf } from '../signers';
import { JOB_SUBJECT, releaseWorkflow, roleFor } from './job-examples';

export const jobPushRefused: Rule = {
  id: 'CUS019',
  severity: 'error',
  title: 'a job of CI takes a role that may not push to its repository',
  why: 'the login succeeds, the image is built, and ECR refuses the push; a signature is pushed as well',
  repair: 'allow the push to exactly this repository in the policy of the role, or take the role that may',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
  good: { ...releaseWorkflow(), terraform: roleFor({ sub: JOB_SUBJECT }) },
  bad: { ...releaseWorkflow(), terraform: roleFor({ sub: JOB_SUBJECT }, 'orders') },
  check: (assembly) => {
    const roles = new Map<Actor, AssumedRole[]>();
    for (const one of assumedRoles(assembly)) roles.set(one.by, [...(roles.get(one.by) ?? []), one]);
    const seen = new Set<string>();
    return writes(assembly).flatMap((write) => {
      const key = `${write.place.origin.file ?? ''} ${write.by.kind === 'job' ? write.by.name : ''} ${write.repository ?? ''}`;
      const found = seen.has(key) ? [] : judge(write, roles.get(write.by) ?? []);
      if (found.length > 0) seen.add(key);
      return found;
    });
  },
};

interface JobWrite {
  readonly by: Actor;
  readonly place: Problem['place'];
  readonly verb: 'pushes to' | 'signs in';
  readonly repository?: string;
}

function writes(assembly: Assembly): readonly JobWrite[] {
  return [
    ...pushesOf(assembly).all.map((one) => ({ ...one, place: one.at, verb: 'pushes to' as const })),
    ...signersOf(assembly).all.map((one) => ({ ...one, place: one.at, verb: 'signs in' as const })),
  ];
}

function judge({ by, place, verb, repository }: JobWrite, roles: readonly AssumedRole[]): Problem[] {
  const ecr = repository === undefined ? undefined : tryEcrAddress(repository);
  const [first] = roles;
  if (!ecr || by.kind !== 'job' || !first) return [];
  if (roles.some(({ role }) => !role || role.isOpen || role.policies.length === 0 || mayPush(role, ecr.arn))) return [];
  return [
    problem(
      place,
      `${by.pipeline}: the job "${by.name}" ${verb} ${repository ?? ''} → it takes the role ${first.role?.resource.name ?? ''}, which may not push to ${ecr.arn} → the push is refused`,
      'allow it in the policy of the role',
    ),
  ];
}
