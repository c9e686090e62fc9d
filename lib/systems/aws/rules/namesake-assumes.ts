import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, letsIn } from './github-roles';
import { STRANGER, namesakeOf } from './other-runs';

const { aud, job_workflow_ref, sub } = EXACT;

export const namesakeAssumes: Rule = {
  id: 'OID008',
  severity: 'warning',
  title: 'a trust policy knows a repository by its name alone',
  why: 'a name that was given up can be registered by somebody else; ids are never given twice',
  repair: 'ask for repository_id and repository_owner_id too',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { aud, job_workflow_ref, sub } }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => !letsIn(access, STRANGER) && letsIn(access, namesakeOf(access.meant)))
      .map(({ resource, meant }) =>
        problem(
          resource,
          `a later owner of the name ${meant.repository} can assume the role`,
          'ask for repository_id and repository_owner_id',
          'assume_role_policy',
        ),
      ),
};
