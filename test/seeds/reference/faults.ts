import { CHOICE, type Fault, PROSE } from '../fault';
import { NO_COUNT_TO_KEEP, NO_SUCH_OUTPUT, NO_TEXT } from '../refusals';
import { gitlabFaults } from './gitlab-faults';

const githubWorkflows: readonly Fault[] = [
  {
    fault: 'trivy-action follows master in three places',
    of: ['ci 1'],
    rule: 'GHA020',
    at: '.github/workflows/ci-cd.yaml:61 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[7].uses',
  },
  {
    fault: 'an action that does not exist is to build and push',
    of: ['ci 3'],
    rule: 'GHA025',
    at: '.github/workflows/pieces.yaml:10 Workflow .github/workflows/pieces.yaml jobs.build.steps[0].uses',
  },
  {
    fault: 'aevea/action-kaniko has no tag v1',
    of: ['ci 3'],
    rule: 'GHA025',
    at: '.github/workflows/pieces.yaml:15 Workflow .github/workflows/pieces.yaml jobs.build.steps[1].uses',
  },
  {
    fault: 'kaniko is archived',
    of: ['ci 3'],
    rule: 'GHA026',
    at: '.github/workflows/pieces.yaml:15 Workflow .github/workflows/pieces.yaml jobs.build.steps[1].uses',
  },
  {
    fault: 'other actions float on their major version',
    of: ['ci 1'],
    rule: 'GHA021',
    at: '.github/workflows/ci.yaml:36 Workflow .github/workflows/ci.yaml jobs.build.steps[3].uses',
  },
  { fault: 'tags are bare commits', of: ['ci 7'], undecidable: CHOICE },
  {
    fault: 'the output image-tag reads a step that is not there',
    of: ['ci 9'],
    refusal: NO_SUCH_OUTPUT,
    rule: 'GHA008',
    at: '.github/workflows/ci.yaml:25 Workflow .github/workflows/ci.yaml jobs.build.outputs.image-tag',
  },
  {
    fault: 'one platform of two is scanned',
    of: ['ci 14'],
    rule: 'GHA087',
    at: '.github/workflows/ci-cd.yaml:63 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[7].with.image-ref',
  },
  {
    fault: 'images are signed before they are scanned',
    of: ['ci 17'],
    rule: 'GHA080',
    at: '.github/workflows/ci.yaml:48 Workflow .github/workflows/ci.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'ci-cd signs images before it scans them, too',
    of: ['ci 17'],
    rule: 'GHA080',
    at: '.github/workflows/ci-cd.yaml:57 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[6].run',
  },
  {
    fault: 'images are signed by their tag',
    of: ['ci 20'],
    rule: 'GHA082',
    at: '.github/workflows/ci.yaml:49 Workflow .github/workflows/ci.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'COSIGN_KEY is set and no --key is given',
    of: ['ci 20'],
    rule: 'GHA110',
    at: '.github/workflows/pieces.yaml:39 Workflow .github/workflows/pieces.yaml jobs.build.steps[4].run',
  },
  {
    fault: 'the identity to verify is .*, without issuer',
    of: ['ci 20', 'trust 8'],
    rule: 'GHA111',
    at: '.github/workflows/pieces.yaml:42 Workflow .github/workflows/pieces.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'pull requests push images and promote to production',
    of: ['ci 25'],
    rule: 'GHA052',
    at: '.github/workflows/ci.yaml:39 Workflow .github/workflows/ci.yaml jobs.build.steps[3].with.push',
  },
  {
    fault: 'pull requests ask for an identity token',
    of: ['ci 25'],
    rule: 'GHA051',
    at: '.github/workflows/ci.yaml:48 Workflow .github/workflows/ci.yaml jobs.build.steps[5].run',
  },
  {
    fault: 'jobs without permissions',
    of: ['ci 26'],
    rule: 'GHA040',
    at: '.github/workflows/ci-cd.yaml:12 Workflow .github/workflows/ci-cd.yaml jobs.test',
  },
  {
    fault: 'GH_TOKEN means nothing to git clone: the push fails',
    of: ['ci 27'],
    rule: 'GHA067',
    at: '.github/workflows/ci.yaml:62 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'the login to ECR has no AWS credentials',
    of: ['ci 29'],
    rule: 'GHA068',
    at: '.github/workflows/ci.yaml:30 Workflow .github/workflows/ci.yaml jobs.build.steps[1].uses',
  },
  {
    fault: 'values are pasted into shell commands',
    of: ['ci 28'],
    refusal: NO_TEXT,
    undecidable: 'the commands of this article paste github.sha alone: forty digits, which no shell takes for more',
  },
  {
    fault: 'no concurrency',
    of: ['ci 30'],
    rule: 'GHA121',
    at: '.github/workflows/ci-cd.yaml:78 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[8].run',
  },
  {
    fault: 'no time limit',
    of: ['ci 30'],
    rule: 'GHA120',
    at: '.github/workflows/ci-cd.yaml:21 Workflow .github/workflows/ci-cd.yaml jobs.build',
  },
];

export const referenceFaults: readonly Fault[] = [
  {
    fault: 'of all images the last 50 are kept: one that runs is deleted like any other',
    of: ['trust 13'],
    refusal: NO_COUNT_TO_KEEP,
    rule: 'ECR016',
    at: 'registry.tf.json:6 aws_ecr_lifecycle_policy.myapp policy',
  },
  ...githubWorkflows,
  ...gitlabFaults,
  {
    fault: 'sed rewrites every tag in the file',
    of: ['ci 33'],
    rule: 'GHA133',
    at: '.github/workflows/pieces.yaml:54 Workflow .github/workflows/pieces.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'every push goes straight to production',
    of: ['ci 33'],
    rule: 'GHA136',
    at: '.github/workflows/ci-cd.yaml:78 Workflow .github/workflows/ci-cd.yaml jobs.build.steps[8].run',
  },
  {
    fault: 'kustomize edit adds an image where the name is not there, and drops comments',
    of: ['ci 34'],
    rule: 'GHA137',
    at: '.github/workflows/ci.yaml:64 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'a second run of a commit fails: nothing to commit',
    of: ['ci 36'],
    rule: 'GHA135',
    at: '.github/workflows/ci.yaml:68 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'git add -A takes everything',
    of: ['ci 36'],
    rule: 'PRM007',
    at: '.github/workflows/ci.yaml:67 Workflow .github/workflows/ci.yaml jobs.build.steps[7].run',
  },
  {
    fault: 'golang 1.21 gets no fixes any more',
    of: ['ci 48'],
    rule: 'DKR003',
    at: 'Dockerfile:1 Dockerfile Dockerfile FROM',
  },
  { fault: 'golang 1.21 has no digest', of: ['ci 48'], rule: 'DKR001', at: 'Dockerfile:1 Dockerfile Dockerfile FROM' },
  {
    fault: 'the base image is the root one of Debian 12',
    of: ['ci 49'],
    rule: 'DKR004',
    at: 'Dockerfile:6 Dockerfile Dockerfile FROM',
  },
  {
    fault: 'the table says that Buildx needs no privileges and kaniko builds for any platform',
    of: ['ci 51'],
    undecidable: PROSE,
  },
];
