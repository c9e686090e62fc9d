import { type Fault, PROSE, awaiting } from '../fault';

const githubWorkflows = awaiting('workflows', [
  'trivy-action follows master in three places',
  'an action that does not exist is to build and push',
  'aevea/action-kaniko has no tag v1, and kaniko is archived',
  'other actions float on their major version',
  'tags are bare commits',
  'the output image-tag reads a step that is not there',
  'one platform of two is scanned',
  'images are signed before they are scanned',
  'images are signed by their tag',
  'COSIGN_KEY is set and no --key is given',
  'the identity to verify is .*, without issuer',
  'pull requests push images and promote to production',
  'jobs without permissions',
  'GH_TOKEN means nothing to git clone: the push fails',
  'the login to ECR has no AWS credentials',
  'values are pasted into shell commands',
  'no concurrency, no time limit',
]);

const gitlabPipelines = awaiting('gitlab', [
  'steps are written in the syntax of GitHub',
  'CI_JOB_JWT_V2 is gone since GitLab 17',
  'the path of the image is not that of the project',
  'dind is old, privileged and has no TLS variables',
  'only: instead of rules: runs pipelines twice',
  'no scan, no signature, no resource_group, not interruptible',
  'a token in a clone address',
  'kustomize is not in alpine',
  'a password on the command line',
]);

export const referenceFaults: readonly Fault[] = [
  {
    fault: 'of all images the last 50 are kept: one that runs is deleted like any other',
    rule: 'ECR016',
    at: 'registry.tf.json:6 aws_ecr_lifecycle_policy.myapp policy',
  },
  ...githubWorkflows,
  ...gitlabPipelines,
  ...awaiting('promotions', [
    'sed rewrites every tag in the file',
    'every push goes straight to production',
    'kustomize edit adds an image where the name is not there, and drops comments',
    'a second run of a commit fails: nothing to commit; git add -A takes everything',
  ]),
  ...awaiting('dockerfiles', [
    'golang 1.21 gets no fixes any more, and has no digest',
    'the base image is the root one of Debian 12',
  ]),
  { fault: 'the table says that Buildx needs no privileges and kaniko builds for any platform', undecidable: PROSE },
];
