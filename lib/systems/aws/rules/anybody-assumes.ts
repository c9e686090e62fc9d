import { problem, type Rule } from '../../../audit';
import { EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, letsIn } from './github-roles';
import { STRANGER } from './other-runs';

export const anybodyAssumes: Rule = {
  id: 'OID001',
  severity: 'error',
  title: 'every repository on GitHub can assume a role',
  why: 'GitHub is one identity provider for everybody: without a condition on the subject a stranger runs a workflow of his own and has the role',
  repair: 'ask for the subject, the ids of repository and owner, and job_workflow_ref with StringEquals',
  reference: 'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { aud: 'sts.amazonaws.com' } }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => letsIn(access, STRANGER))
      .map(({ resource }) =>
        problem(
          resource,
          `a run of ${STRANGER.repository}, or of any other repository on GitHub, can assume the role`,
          'ask for the exact subject with StringEquals',
          'assume_role_policy',
        ),
      ),
};
