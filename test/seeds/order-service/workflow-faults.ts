import { CHOICE, type Fault, PROSE } from '../fault';

/** What is wrong with the workflows, the Dockerfile and the promotion of the article. */
export const workflowFaults: readonly Fault[] = [
  {
    fault: 'trivy-action follows master',
    rule: 'GHA020',
    at: '.github/workflows/ci.yaml:76 Workflow .github/workflows/ci.yaml jobs.ci.steps[10].uses',
  },
  {
    fault: 'actions float on their major version, the reusable workflow on main',
    rule: 'GHA021',
    at: '.github/workflows/ci.yaml:63 Workflow .github/workflows/ci.yaml jobs.ci.steps[9].uses',
  },
  {
    fault: 'on pull requests the digest of an image is scanned that was never pushed',
    rule: 'GHA084',
    at: '.github/workflows/ci.yaml:78 Workflow .github/workflows/ci.yaml jobs.ci.steps[10].with.image-ref',
  },
  {
    fault: 'tags are bare short commits: numbers to YAML, and ambiguous',
    rule: 'GHA093',
    at: '.github/workflows/ci.yaml:58 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.tags',
  },
  {
    fault: 'the output image_tag holds several lines',
    rule: 'GHA095',
    at: '.github/workflows/ci.yaml:20 Workflow .github/workflows/ci.yaml jobs.ci.outputs.image_tag',
  },
  {
    fault: 'type=semver never fires: no trigger on tags',
    rule: 'GHA090',
    at: '.github/workflows/ci.yaml:59 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.tags',
  },
  {
    fault: 'a comment inside a block is part of the value',
    rule: 'GHA092',
    at: '.github/workflows/ci.yaml:58 Workflow .github/workflows/ci.yaml jobs.ci.steps[8].with.tags',
  },
  {
    fault: 'two platforms without QEMU',
    rule: 'GHA086',
    at: '.github/workflows/ci.yaml:66 Workflow .github/workflows/ci.yaml jobs.ci.steps[9].with.platforms',
  },
  {
    fault: 'one platform of two is scanned',
    rule: 'GHA087',
    at: '.github/workflows/ci.yaml:78 Workflow .github/workflows/ci.yaml jobs.ci.steps[10].with.image-ref',
  },
  {
    fault: 'the scan comes after the push',
    rule: 'GHA081',
    at: '.github/workflows/ci.yaml:78 Workflow .github/workflows/ci.yaml jobs.ci.steps[10].with.image-ref',
  },
  {
    fault: 'SARIF output drops the severity filter: any finding fails the build',
    rule: 'GHA100',
    at: '.github/workflows/ci.yaml:81 Workflow .github/workflows/ci.yaml jobs.ci.steps[10].with.severity',
  },
  {
    fault: 'COSIGN_EXPERIMENTAL means nothing since cosign 2',
    rule: 'GHA112',
    at: '.github/workflows/ci.yaml:94 Workflow .github/workflows/ci.yaml jobs.ci.steps[13].env.COSIGN_EXPERIMENTAL',
  },
  {
    fault: 'the reusable workflow signs under a name that the policy does not know',
    undecidable: 'the article leaves out the steps of the reusable workflow: the file holds nothing that signs',
  },
  {
    fault: 'pull requests log in to AWS, which their subject may not',
    rule: 'GHA051',
    at: '.github/workflows/ci.yaml:43 Workflow .github/workflows/ci.yaml jobs.ci.steps[5].uses',
  },
  {
    fault: 'the whole workflow may write contents and mint tokens',
    rule: 'GHA041',
    at: '.github/workflows/ci.yaml:12 Workflow .github/workflows/ci.yaml permissions.contents',
  },
  {
    fault: 'the account of the role has 9 digits',
    rule: 'GHA069',
    at: '.github/workflows/ci.yaml:45 Workflow .github/workflows/ci.yaml',
  },
  {
    fault: 'a long-lived token in a clone address',
    rule: 'GHA063',
    at: '.github/workflows/ci.yaml:105 Workflow .github/workflows/ci.yaml jobs.ci.steps[14].run',
  },
  {
    fault: 'the ARN of a role is passed as a secret',
    rule: 'GHA070',
    at: '.github/workflows/reusable-build.yaml:21 Workflow .github/workflows/reusable-build.yaml on.workflow_call.secrets.ecr-role-arn',
  },
  {
    fault: 'values are pasted into shell commands',
    rule: 'GHA061',
    at: '.github/workflows/ci.yaml:97 Workflow .github/workflows/ci.yaml jobs.ci.steps[13].run',
  },
  {
    fault: 'no concurrency, no time limit',
    rule: 'GHA121',
    at: '.github/workflows/ci.yaml:113 Workflow .github/workflows/ci.yaml jobs.ci.steps[14].run',
  },
  {
    fault: 'yq edits whichever image comes first',
    rule: 'GHA134',
    at: '.github/workflows/ci.yaml:107 Workflow .github/workflows/ci.yaml jobs.ci.steps[14].run',
  },
  {
    fault: 'a second run of a commit fails: nothing to commit',
    rule: 'GHA135',
    at: '.github/workflows/ci.yaml:112 Workflow .github/workflows/ci.yaml jobs.ci.steps[14].run',
  },
  {
    fault: 'a select that matches nothing changes nothing, silently',
    rule: 'PRM004',
    at: 'scripts/promote.sh:10 scripts/promote.sh',
  },
  {
    fault: 'three failed pushes end with success: the promotion is lost',
    rule: 'PRM001',
    at: 'scripts/promote.sh:22 scripts/promote.sh',
  },
  { fault: 'the environment is an argument: no record, no gate', undecidable: CHOICE },
  {
    fault: 'golang 1.22 gets no fixes any more, and has no digest',
    rule: 'DKR003',
    at: 'Dockerfile:1 Dockerfile Dockerfile FROM',
  },
  {
    fault: 'GOARCH is amd64 in the image for arm64',
    rule: 'DKR011',
    at: 'Dockerfile:10 Dockerfile Dockerfile RUN',
  },
  {
    fault: 'USER nonroot is no number: runAsNonRoot refuses it',
    rule: 'DKR005',
    at: 'Dockerfile:23 Dockerfile Dockerfile USER',
  },
  {
    fault: 'git describe runs where .git is not copied',
    rule: 'DKR010',
    at: 'Dockerfile:10 Dockerfile Dockerfile RUN',
  },
  { fault: 'the table says that builders need no privileges', undecidable: PROSE },
];
