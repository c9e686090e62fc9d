import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, letsIn } from './github-roles';
import { STRANGER, isOwnWorkflow, siblingOf } from './other-runs';

const { aud, repository_owner_id } = EXACT;

export const anyRepositoryAssumes: Rule = {
  id: 'OID010',
  severity: 'error',
  title: 'every repository of an owner can assume a role',
  why: 'whoever may make a repository in the organisation can push images in the name of every service that the role serves',
  repair: 'name the repositories; for a shared reusable workflow, ask for its job_workflow_ref',
  reference: 'https://docs.github.com/en/actions/reference/security/oidc',
  good: EXACT_ROLE,
  bad: gitHubRole({
    StringEquals: { aud, repository_owner_id },
    StringLike: { sub: 'repo:acme/*:ref:refs/heads/main' },
  }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => !letsIn(access, STRANGER) && letsIn(access, siblingOf(access.meant)))
      // Whoever calls a reusable workflow runs its steps and no others, so that may be meant for all.
      .filter(({ meant }) => isOwnWorkflow(meant))
      .map(({ resource, meant }) =>
        problem(
          resource,
          `a run of any repository of ${meant.repository.split('/')[0]} can assume the role`,
          'name the repository in the subject',
          'assume_role_policy',
        ),
      ),
};
