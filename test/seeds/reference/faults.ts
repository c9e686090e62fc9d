import { CHOICE, type Fault, PROSE } from '../fault';

const githubWorkflows: readonly Fault[] = [
  {
    fault: 'trivy-action follows master in three places',
    rule: 'GHA020',
    at: '.github/workflows/ci-cd.yaml:61 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[7].uses',
  },
  {
    fault: 'an action that does not exist is to build and push',
    rule: 'GHA025',
    at: '.github/workflows/pieces.yaml:10 Workflow .github/workflows/pieces.yaml jobs.build.steps[0].uses',
  },
  {
    fault: 'aevea/action-kaniko has no tag v1, and kaniko is archived',
    rule: 'GHA026',
    at: '.github/workflows/pieces.yaml:15 Workflow .github/workflows/pieces.yaml jobs.build.steps[1].uses',
  },
  {
    fault: 'other actions float on their major version',
    rule: 'GHA021',
    at: '.github/workflows/ci.yaml:36 Workflow .github/workflows/ci.yaml jobs.build.steps[3].uses',
  },
  { fault: 'tags are bare commits', undecidable: CHOICE },
  {
    fault: 'the output image-tag reads a step that is not there',
    rule: 'GHA008',
    at: '.github/workflows/ci.yaml:25 Workflow .github/workflows/ci.yaml jobs.build.outputs.image-tag',
  },
  {
    fault: 'one platform of two is scanned',
    rule: 'GHA087',
    at: '.github/workflows/ci-cd.yaml:63 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[7].with.image-ref',
  },
  {
    fault: 'images are signed before they are scanned',
    rule: 'GHA080',
    at: '.github/workflows/ci.yaml:48 Workflow .github/workflows/ci.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'images are signed by their tag',
    rule: 'GHA082',
    at: '.github/workflows/ci.yaml:49 Workflow .github/workflows/ci.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'COSIGN_KEY is set and no --key is given',
    rule: 'GHA110',
    at: '.github/workflows/pieces.yaml:39 Workflow .github/workflows/pieces.yaml jobs.build.steps[4].run',
  },
  {
    fault: 'the identity to verify is .*, without issuer',
    rule: 'GHA111',
    at: '.github/workflows/pieces.yaml:42 Workflow .github/workflows/pieces.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'pull requests push images and promote to production',
    rule: 'GHA052',
    at: '.github/workflows/ci.yaml:39 Workflow .github/workflows/ci.yaml jobs.build.steps[3].with.push',
  },
  {
    fault: 'jobs without permissions',
    rule: 'GHA040',
    at: '.github/workflows/ci-cd.yaml:12 Workflow .github/workflows/ci-cd.yaml jobs.test',
  },
  {
    fault: 'GH_TOKEN means nothing to git clone: the push fails',
    rule: 'GHA067',
    at: '.github/workflows/ci.yaml:62 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'the login to ECR has no AWS credentials',
    rule: 'GHA068',
    at: '.github/workflows/ci.yaml:30 Workflow .github/workflows/ci.yaml jobs.build.steps[1].uses',
  },
  {
    fault: 'values are pasted into shell commands',
    undecidable: 'the commands of this article paste github.sha alone: forty digits, which no shell takes for more',
  },
  {
    fault: 'no concurrency, no time limit',
    rule: 'GHA121',
    at: '.github/workflows/ci-cd.yaml:78 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[8].run',
  },
];

const PIPELINE = '.gitlab-ci.yml';

const gitlabPipelines: readonly Fault[] = [
  {
    fault: 'steps are written in the syntax of GitHub',
    rule: 'GLC001',
    at: '.gitlab/assume-role.yml:1 pipeline',
  },
  {
    fault: 'CI_JOB_JWT_V2 is gone since GitLab 17',
    rule: 'GLC003',
    at: '.gitlab/assume-role.yml:4 pipeline [0].run',
  },
  {
    fault: 'the path of the image is not that of the project',
    rule: 'GLC004',
    at: `${PIPELINE}:24 job build script[2]`,
  },
  {
    fault: 'dind is old, privileged and has no TLS variables',
    rule: 'GLC005',
    at: `${PIPELINE}:18 job build services[0]`,
  },
  { fault: 'only: instead of rules: runs pipelines twice', rule: 'GLC007', at: `${PIPELINE}:25 job build only` },
  { fault: 'no scan', rule: 'GLC019', at: `${PIPELINE}:24 job build script[2]` },
  { fault: 'no signature', rule: 'GLC020', at: `${PIPELINE}:24 job build script[2]` },
  { fault: 'no resource_group', rule: 'GLC021', at: `${PIPELINE}:28 job deploy` },
  { fault: 'not interruptible', rule: 'GLC022', at: `${PIPELINE}:1 pipeline` },
  { fault: 'a token in a clone address', rule: 'GLC011', at: `${PIPELINE}:34 job deploy script[0]` },
  { fault: 'kustomize is not in alpine', rule: 'GLC027', at: `${PIPELINE}:36 job deploy script[2]` },
  { fault: 'a password on the command line', rule: 'GLC010', at: `${PIPELINE}:22 job build script[0]` },
];

export const referenceFaults: readonly Fault[] = [
  {
    fault: 'of all images the last 50 are kept: one that runs is deleted like any other',
    rule: 'ECR016',
    at: 'registry.tf.json:6 aws_ecr_lifecycle_policy.myapp policy',
  },
  ...githubWorkflows,
  ...gitlabPipelines,
  {
    fault: 'sed rewrites every tag in the file',
    rule: 'GHA133',
    at: '.github/workflows/pieces.yaml:54 Workflow .github/workflows/pieces.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'every push goes straight to production',
    rule: 'GHA136',
    at: '.github/workflows/ci-cd.yaml:78 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[8].run',
  },
  {
    fault: 'kustomize edit adds an image where the name is not there, and drops comments',
    rule: 'GHA137',
    at: '.github/workflows/ci.yaml:64 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'a second run of a commit fails: nothing to commit; git add -A takes everything',
    rule: 'GHA135',
    at: '.github/workflows/ci.yaml:68 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'golang 1.21 gets no fixes any more, and has no digest',
    rule: 'DKR003',
    at: 'Dockerfile:1 Dockerfile Dockerfile FROM',
  },
  {
    fault: 'the base image is the root one of Debian 12',
    rule: 'DKR004',
    at: 'Dockerfile:6 Dockerfile Dockerfile FROM',
  },
  { fault: 'the table says that Buildx needs no privileges and kaniko builds for any platform', undecidable: PROSE },
];
