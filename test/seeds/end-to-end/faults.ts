import { COMMAND, type Fault, hidden } from '../fault';

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

const SET = 'ApplicationSet (no name)';

const previews: readonly Fault[] = [
  { fault: 'the ApplicationSet has no name', rule: 'KUB028', at: `previews.yaml:16 ${SET} metadata.name` },
  { fault: 'the template has no metadata', rule: 'SCH002', at: `previews.yaml:10 ${SET} spec.template` },
  { fault: 'the template has no project', rule: 'SCH002', at: `previews.yaml:11 ${SET} spec.template.spec` },
  {
    fault: 'the destination names no cluster',
    rule: 'ARG015',
    at: `previews.yaml:29 ${SET} spec.template.spec.destination`,
  },
  {
    fault: 'the template has no source',
    rule: 'ARG014',
    at: `previews.yaml:27 ${SET} spec.template.spec.source`,
  },
  {
    fault: 'pull requests are looked for every 30 minutes',
    rule: 'ARG010',
    at: `previews.yaml:20 ${SET} spec.generators[0].pullRequest.requeueAfterSeconds`,
  },
  {
    fault: 'no tokenRef: public repositories only',
    rule: 'ARG011',
    at: `previews.yaml:21 ${SET} spec.generators[0].pullRequest.github`,
  },
  {
    fault: 'goTemplate is off: a missing key stays as it is',
    rule: 'ARG012',
    at: `previews.yaml:18 ${SET} spec.goTemplate`,
  },
  {
    fault: 'the namespaces of closed pull requests are never deleted',
    undecidable: 'the article does not say who makes them: ARG016 says it of CreateNamespace',
  },
  {
    fault: 'the image of a preview is never pushed',
    missing:
      'an ApplicationSet that deploys pull requests beside a workflow that pushes none: the template of the article names no image',
  },
];

const workflow: readonly Fault[] = [
  {
    fault: 'trivy-action is named by a tag that was deleted',
    rule: 'GHA025',
    at: '.github/workflows/deploy.yaml:64 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[6].uses',
  },
  {
    fault: 'actions float on their major version, the reusable workflow on main',
    rule: 'GHA021',
    at: '.github/workflows/deploy.yaml:53 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[5].uses',
  },
  {
    fault: 'a commit of 12 digits is no reference',
    rule: 'GHA023',
    at: '.github/workflows/environments.yaml:31 Workflow .github/workflows/environments.yaml jobs.build-by-commit.uses',
  },
  {
    fault: 'reusable workflows in a folder below .github/workflows',
    rule: 'GHA005',
    at: '.github/workflows/reusable/build-image.yaml:1 Workflow .github/workflows/reusable/build-image.yaml',
  },
  {
    fault: 'argocd is downloaded from latest, without a checksum',
    rule: 'GHA030',
    at: '.github/workflows/deploy.yaml:151 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[2].run',
  },
  {
    fault: 'the output image-tag is main, not the commit',
    rule: 'GHA089',
    at: '.github/workflows/deploy.yaml:24 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.outputs.image-tag',
  },
  {
    fault: 'type=semver never fires: no trigger on tags',
    rule: 'GHA090',
    at: '.github/workflows/deploy.yaml:46 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[3].with.tags',
  },
  {
    fault: 'a comment inside a block is part of the value',
    rule: 'GHA091',
    at: '.github/workflows/environments.yaml:40 Workflow .github/workflows/environments.yaml jobs.cached.steps[0].with.cache-from',
  },
  {
    fault: 'an output that holds a masked value is blank',
    undecidable:
      'what is masked is decided by secrets and settings of the account: no output of these files reads a secret (GHA071)',
  },
  {
    fault: 'the deploy scan comes after the push',
    rule: 'GHA081',
    at: '.github/workflows/deploy.yaml:66 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[6].with.image-ref',
  },
  {
    fault: 'SARIF output drops the severity filter, against the comment',
    rule: 'GHA100',
    at: '.github/workflows/ci.yaml:68 Workflow .github/workflows/ci.yaml jobs.build-and-scan.steps[3].with.severity',
  },
  {
    fault: 'the cache is pushed to the repository of the images',
    rule: 'GHA096',
    at: '.github/workflows/deploy.yaml:60 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[5].with.cache-to',
  },
  {
    fault: '--type spdx for an SBOM in JSON',
    rule: 'GHA113',
    at: '.github/workflows/deploy.yaml:89 Workflow .github/workflows/deploy.yaml jobs.build-push-sign.steps[10].run',
  },
  {
    fault: 'pull-requests: write is never used',
    rule: 'GHA043',
    at: '.github/workflows/ci.yaml:10 Workflow .github/workflows/ci.yaml permissions.pull-requests',
  },
  {
    fault: 'values are pasted into shell commands and JSON',
    rule: 'GHA062',
    at: '.github/workflows/environments.yaml:55 Workflow .github/workflows/environments.yaml jobs.cached.steps[1].with.payload',
  },
  {
    fault: 'the account of the roles has 9 digits',
    rule: 'GHA069',
    at: '.github/workflows/deploy.yaml:31 Workflow .github/workflows/deploy.yaml',
  },
  {
    fault: 'the ARN of a role is passed as a secret',
    rule: 'GHA070',
    at: '.github/workflows/environments.yaml:28 Workflow .github/workflows/environments.yaml jobs.build.secrets.aws-role-arn',
  },
  {
    fault: 'no concurrency, no time limit',
    rule: 'GHA120',
    at: '.github/workflows/deploy.yaml:92 Workflow .github/workflows/deploy.yaml jobs.update-gitops',
  },
  {
    fault: 'jobs without runs-on',
    rule: 'GHA003',
    at: '.github/workflows/environments.yaml:6 Workflow .github/workflows/environments.yaml jobs.deploy-staging',
  },
  {
    fault: 'a job needs integration-tests, which is not there',
    rule: 'GHA004',
    at: '.github/workflows/environments.yaml:16 Workflow .github/workflows/environments.yaml jobs.deploy-production.needs',
  },
  {
    fault: 'env.TAG is not defined',
    rule: 'GHA009',
    at: '.github/workflows/environments.yaml:11 Workflow .github/workflows/environments.yaml jobs.deploy-staging.steps[0].run',
  },
  {
    fault: 'kubectl rollout status asks for a Deployment where a Rollout may be',
    undecidable: 'the article has neither: which of the two the cluster runs stands in no file',
  },
  {
    fault: 'the smoke test asks the load balancer by a name that its certificate does not have',
    rule: 'GHA143',
    at: '.github/workflows/deploy.yaml:175 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[3].run',
  },
  {
    fault: 'CI holds credentials of the cluster',
    rule: 'GHA141',
    at: '.github/workflows/deploy.yaml:143 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[1].run',
  },
  {
    fault: 'the migration runs the old image',
    rule: 'GHA144',
    at: '.github/workflows/environments.yaml:64 Workflow .github/workflows/environments.yaml jobs.cached.steps[2].run',
  },
  {
    fault: 'a migration that fails is waited for until the time is up',
    rule: 'GHA145',
    at: '.github/workflows/environments.yaml:67 Workflow .github/workflows/environments.yaml jobs.cached.steps[2].run',
  },
];

const promotion: readonly Fault[] = [
  {
    fault: 'the wait for the sync passes at the old revision',
    rule: 'GHA140',
    at: '.github/workflows/deploy.yaml:160 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[2].run',
  },
  {
    fault: 'a second run of a commit fails: nothing to commit',
    rule: 'GHA135',
    at: '.github/workflows/deploy.yaml:123 Workflow .github/workflows/deploy.yaml jobs.update-gitops.steps[2].run',
  },
  ...hidden(COMMAND, [
    'argocd app rollback is refused under automated sync',
    'git revert HEAD may revert another service',
  ]),
];

export const endToEndFaults: readonly Fault[] = [...access, ...previews, ...workflow, ...promotion];
