import { COMMAND, type Fault, awaiting, hidden } from '../fault';

const ROLE = 'access.tf.json:13 aws_iam_role.github_actions_ecr assume_role_policy';

const access: readonly Fault[] = [
  {
    fault: 'the role may push to every repository of the account',
    rule: 'IAM002',
    at: 'access.tf.json:19 aws_iam_role_policy_attachment.ecr_push policy_arn',
  },
  { fault: 'every workflow file on main may take the role', rule: 'OID009', at: ROLE },
  { fault: 'a repository made since July 2026 is refused: its subject has ids', rule: 'OID005', at: ROLE },
  { fault: 'a later owner of the name may take the role', rule: 'OID008', at: ROLE },
];

const previews: readonly Fault[] = [
  ...awaiting('argoCd', [
    'the ApplicationSet has no name',
    'the template has no metadata',
    'the template has no project, and the destination no cluster',
    'the template has no source',
    'pull requests are looked for every 30 minutes',
    'no tokenRef: public repositories only',
    'goTemplate is off: a missing key stays as it is',
    'the namespaces of closed pull requests are never deleted',
  ]),
  ...awaiting('workflows', ['the image of a preview is never pushed']),
];

const workflow: readonly Fault[] = awaiting('workflows', [
  'trivy-action is named by a tag that was deleted',
  'actions float on their major version, the reusable workflow on main',
  'a commit of 12 digits is no reference',
  'reusable workflows in a folder below .github/workflows',
  'argocd is downloaded from latest, without a checksum',
  'the output image-tag is main, not the commit',
  'type=semver never fires: no trigger on tags',
  'a comment inside a block is part of the value',
  'an output that holds a masked value is blank',
  'the deploy scan comes after the push',
  'SARIF output drops the severity filter, against the comment',
  'the cache is pushed to the repository of the images',
  '--type spdx for an SBOM in JSON',
  'pull-requests: write is never used',
  'values are pasted into shell commands and JSON',
  'the account of the roles has 9 digits',
  'the ARN of a role is passed as a secret',
  'no concurrency, no time limit',
  'jobs without runs-on',
  'a job needs integration-tests, which is not there',
  'env.TAG is not defined',
  'kubectl rollout status asks for a Deployment where a Rollout may be',
  'the smoke test asks the load balancer by a name that its certificate does not have',
  'CI holds credentials of the cluster',
  'the migration runs the old image',
  'a migration that fails is waited for until the time is up',
]);

const promotion: readonly Fault[] = [
  ...awaiting('promotions', [
    'the wait for the sync passes at the old revision',
    'a second run of a commit fails: nothing to commit',
  ]),
  ...hidden(COMMAND, [
    'argocd app rollback is refused under automated sync',
    'git revert HEAD may revert another service',
  ]),
];

export const endToEndFaults: readonly Fault[] = [...access, ...previews, ...workflow, ...promotion];
