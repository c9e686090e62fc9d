import { COMMAND, type Fault, hidden } from '../fault';
import { workflowFaults } from './workflow-faults';

const ROLE = 'access.tf.json:13 aws_iam_role.github_actions_ecr assume_role_policy';

const access: readonly Fault[] = [
  {
    fault: 'the role may push to every repository of the account',
    of: ['ci 29', 'trust 19'],
    rule: 'IAM002',
    at: 'access.tf.json:19 aws_iam_role_policy_attachment.ecr_push policy_arn',
  },
  { fault: 'every workflow file on main may take the role', of: ['trust 20'], rule: 'OID009', at: ROLE },
  {
    fault: 'a repository made since July 2026 is refused: its subject has ids',
    of: ['ci 29', 'trust 20'],
    rule: 'OID005',
    at: ROLE,
  },
  { fault: 'a later owner of the name may take the role', of: ['trust 20'], rule: 'OID008', at: ROLE },
  {
    fault: 'the provider of tokens is given an empty list of thumbprints',
    of: ['trust 24'],
    undecidable: 'no mistake: AWS does not read the thumbprints of an issuer that it knows',
  },
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

const promotion: readonly Fault[] = [
  {
    fault: 'the wait for the sync passes at the old revision',
    of: ['ci 39'],
    rule: 'GHA140',
    at: '.github/workflows/deploy.yaml:160 Workflow .github/workflows/deploy.yaml jobs.wait-and-verify.steps[2].run',
  },
  {
    fault: 'a second run of a commit fails: nothing to commit',
    of: ['ci 36'],
    rule: 'GHA135',
    at: '.github/workflows/deploy.yaml:123 Workflow .github/workflows/deploy.yaml jobs.update-gitops.steps[2].run',
  },
  ...hidden(COMMAND, [
    { fault: 'argocd app rollback is refused under automated sync', of: ['ci 39'] },
    { fault: 'git revert HEAD may revert another service', of: ['ci 39'] },
  ]),
];

export const endToEndFaults: readonly Fault[] = [...access, ...previews, ...workflowFaults, ...promotion];
