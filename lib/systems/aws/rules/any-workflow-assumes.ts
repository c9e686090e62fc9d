import { problem, type Rule } from '../../../audit';
import { EXACT, EXACT_ROLE, gitHubRole } from './examples';
import { gitHubAccess, letsIn } from './github-roles';
import { STRANGER, otherWorkflowOf } from './other-runs';

const { aud, repository_owner_id, repository_id, sub } = EXACT;

export const anyWorkflowAssumes: Rule = {
  id: 'OID009',
  severity: 'warning',
  title: 'every workflow of a repository can assume a role',
  why: 'a linter or a bot that runs on the same branch, with all that it installs, could push an image as well as the build',
  repair: 'ask for job_workflow_ref: the file that holds the steps, and its ref',
  reference: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html',
  good: EXACT_ROLE,
  bad: gitHubRole({ StringEquals: { aud, repository_owner_id, repository_id, sub } }),
  check: (assembly) =>
    gitHubAccess(assembly)
      .filter((access) => !letsIn(access, STRANGER) && letsIn(access, otherWorkflowOf(access.meant)))
      .map(({ resource, meant }) =>
        problem(
          resource,
          `every workflow of ${meant.repository} at ${meant.ref} can assume the role`,
          'ask for job_workflow_ref',
          'assume_role_policy',
        ),
      ),
};
