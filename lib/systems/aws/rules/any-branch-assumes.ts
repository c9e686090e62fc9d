import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, letsIn } from './github-roles';
import { STRANGER, otherBranchOf, pullRequestOf } from './other-runs';

const { aud, repository_owner_id, repository_id } = EXACT;

export const anyBranchAssumes: Rule = {
  id: 'OID007',
  severity: 'error',
  title: 'a pull request or any branch can assume a role',
  why: 'whoever opens a pull request from the repository, or may push a branch, writes the workflow that runs there, and pushes an image that nobody has reviewed',
  repair: 'name the ref in the subject, such as …:ref:refs/heads/main, or an environment with protection rules',
  reference: 'https://docs.github.com/en/actions/reference/security/oidc',
  good: EXACT_ROLE,
  bad: gitHubRole({
    StringEquals: { aud, repository_owner_id, repository_id },
    StringLike: { sub: ['repo:acme/order-service:*', 'repo:acme@9142/order-service@715331:*'] },
  }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => !letsIn(access, STRANGER))
      .flatMap((access) => {
        const runs = [
          ...(letsIn(access, pullRequestOf(access.meant)) ? ['a pull request'] : []),
          ...(letsIn(access, otherBranchOf(access.meant)) ? ['any branch'] : []),
        ];
        if (runs.length === 0) return [];
        const message = `${runs.join(' and ')} of ${access.meant.repository} can assume the role`;
        return [problem(access.resource, message, 'name the ref or the environment', 'assume_role_policy')];
      }),
};
