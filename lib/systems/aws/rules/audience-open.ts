import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, letsIn } from './github-roles';

const { repository_owner_id, repository_id, job_workflow_ref, sub } = EXACT;

export const audienceOpen: Rule = {
  id: 'OID006',
  severity: 'warning',
  title: 'a trust policy does not ask whom a token was made for',
  why: "a token that a job asked for to show to another service could be shown to AWS, as soon as the provider's list of clients names that service",
  repair: 'ask for the audience sts.amazonaws.com with StringEquals',
  reference: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { repository_owner_id, repository_id, job_workflow_ref, sub } }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => letsIn(access, { ...access.meant, audience: 'https://github.com/acme' }))
      .map(({ resource }) =>
        problem(
          resource,
          'a token for any audience is accepted',
          'ask for token.actions.githubusercontent.com:aud = sts.amazonaws.com',
          'assume_role_policy',
        ),
      ),
};
