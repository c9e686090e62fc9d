import { inWorkflows, renamedFiles, withoutFiles } from '../in-workflows';
import { type Operator, inFiles, inObjects, inResources, misspelt, plus, remove, replaced, to } from '../operator';

const ANY = /\.yaml$/;
const RELEASE = /release\.yaml$/;
const JOB = 'jobs.*';
const STEP = `${JOB}.steps.*`;

const rights: readonly Operator[] = [
  inWorkflows('drop a permission of a job', ANY, `${JOB}.permissions.*`, remove),
  inWorkflows('give a job every permission', ANY, `${JOB}.permissions`, to('write-all')),
  inWorkflows('give all jobs every permission', ANY, 'permissions', to('write-all')),
  inWorkflows('drop the permissions of a workflow', ANY, 'permissions', remove),
  inWorkflows('drop the permissions of a job', ANY, `${JOB}.permissions`, remove),
  inWorkflows('run the code of strangers with the rights of the repository', ANY, 'on', (value) => {
    if (!('pull_request' in (value as object))) return undefined;
    const { pull_request: asked, ...others } = value as Record<string, unknown>;
    return { ...others, pull_request_target: asked };
  }),
  inWorkflows('leave the token of a checkout in the folder', ANY, `${STEP}.with.persist-credentials`, to(true)),
];

const pins: readonly Operator[] = [
  inWorkflows('take an action from a branch', ANY, `${STEP}.uses`, replaced(/@[0-9a-f]{40}/, '@main')),
  inWorkflows('take an action by its tag', ANY, `${STEP}.uses`, replaced(/@[0-9a-f]{40}/, '@v9')),
  inWorkflows('take an action by half a commit', ANY, `${STEP}.uses`, replaced(/@([0-9a-f]{7})[0-9a-f]{33}/, '@$1')),
  inWorkflows('let the image of a job float', ANY, `${JOB}.container.image`, replaced(/@sha256:.*/, '')),
  inWorkflows('let the version of a tool float', ANY, `${STEP}.with.version`, to('latest')),
  inFiles(
    'let the base of an image float',
    /Dockerfile$/,
    /^(FROM .*)@sha256:\S+/,
    'FROM docker.io/library/golang:latest',
  ),
];

const order: readonly Operator[] = [
  inWorkflows('drop a need of a job', ANY, `${JOB}.needs.*`, remove),
  inWorkflows('drop all needs of a job', ANY, `${JOB}.needs`, remove),
  inWorkflows('need a job that is not there', ANY, `${JOB}.needs.*`, misspelt),
  inWorkflows('leave out a job', ANY, JOB, remove),
  inWorkflows('drop a step of a job', ANY, STEP, remove),
  inWorkflows('let a job go on after a failed step', ANY, STEP, plus({ 'continue-on-error': true })),
  inWorkflows('scan in a workflow without failing', ANY, `${STEP}.with.exit-code`, (value) =>
    value === '1' ? '0' : undefined,
  ),
  inWorkflows('release every branch', RELEASE, 'on.push.branches', to(['**'])),
  inWorkflows('release another branch', RELEASE, 'on.push.branches.*', misspelt),
  inWorkflows('release pull requests', RELEASE, 'on', plus({ pull_request: null })),
  inWorkflows('promote on every push', /promote\.yaml$/, 'on', to({ push: { branches: ['main'] } })),
  inWorkflows('drop the order of runs', ANY, 'concurrency', remove),
  inWorkflows('drop the order of a job', ANY, `${JOB}.concurrency`, remove),
  inWorkflows('interrupt a promotion', ANY, `${JOB}.concurrency.cancel-in-progress`, to(true)),
  inWorkflows('drop the time limit of a job', ANY, `${JOB}.timeout-minutes`, remove),
  inWorkflows('drop the runner of a job', ANY, `${JOB}.runs-on`, remove),
  withoutFiles('leave out a workflow', /^\.github\/workflows\//),
];

const handing: readonly Operator[] = [
  inWorkflows('drop an output of a job', ANY, `${JOB}.outputs.*`, remove),
  inWorkflows('misname an output of a step', ANY, `${JOB}.outputs.*`, replaced('outputs.', 'outputs.x')),
  inWorkflows('misname what a job is given', ANY, `${STEP}.env.*`, replaced(/outputs\.\w+|inputs\.\w+/, '$&x')),
  inWorkflows('hand over a tag where a digest was', ANY, `${STEP}.env.IMAGE`, replaced(/@\$\{\{.*/, ':latest')),
  inWorkflows('scan another image', ANY, `${STEP}.with.image-ref`, replaced(/@\$\{\{.*/, ':latest')),
  inWorkflows('drop a variable of a step of a job', ANY, `${STEP}.env.*`, remove),
  inWorkflows('drop what a build gives out', ANY, `${STEP}.with.outputs`, remove),
  inWorkflows('misspell an input of an action', ANY, `${STEP}.with`, (value) => {
    const [[key, inner] = ['', undefined], ...others] = Object.entries(value as object);
    return Object.fromEntries([[`${key}x`, inner], ...others]);
  }),
  inWorkflows(
    'let the script of a job go on after a failed command',
    ANY,
    `${STEP}.run`,
    replaced(/^set -euo pipefail\n/, ''),
  ),
  inWorkflows(
    'write what comes from outside into a script',
    ANY,
    `${STEP}.run`,
    (value) => `echo "\${{ github.event.pull_request.title }}"\n${String(value)}`,
  ),
  inWorkflows('drop the input of a workflow', ANY, 'on.workflow_dispatch.inputs.*', remove),
  inWorkflows('promote into another folder', ANY, `${STEP}.run`, replaced('promoted/production', 'promoted/prod')),
];

const identities: readonly Operator[] = [
  renamedFiles('rename the workflow that signs', /release\.yaml$/, 'ship.yaml'),
  inWorkflows('take another role', ANY, `${STEP}.with.role-to-assume`, misspelt),
  inWorkflows('work in another region', ANY, `${STEP}.with.aws-region`, to('us-east-1')),
  inWorkflows('take a job into an environment', RELEASE, JOB, plus({ environment: 'release' })),
  inWorkflows('drop the environment of a job', ANY, `${JOB}.environment`, remove),
  inWorkflows(
    'verify another identity',
    ANY,
    `${STEP}.run`,
    replaced('release.yaml@refs/heads/main', 'ci.yaml@refs/heads/main'),
  ),
  inWorkflows(
    'verify any identity',
    ANY,
    `${STEP}.run`,
    replaced(/--certificate-identity \S+/, "--certificate-identity-regexp '.*'"),
  ),
  inObjects(
    'trust another workflow',
    'ImageValidatingPolicy',
    'spec.attestors.*.cosign.keyless.identities.*.subject',
    replaced('release.yaml', 'ci.yaml'),
  ),
  inObjects(
    'trust another branch',
    'ImageValidatingPolicy',
    'spec.attestors.*.cosign.keyless.identities.*.subject',
    replaced('refs/heads/main', 'refs/heads/next'),
  ),
  inResources(
    'drop a condition of the trust in jobs',
    'aws_iam_role',
    'assume_role_policy.Statement.*.Condition.StringEquals.*',
    remove,
  ),
  inResources(
    'trust another repository of GitHub',
    'aws_iam_role',
    'assume_role_policy',
    replaced(/715331/g, '715332'),
  ),
];

const images: readonly Operator[] = [
  inFiles('drop the user of an image', /Dockerfile$/, /^USER .*\n/, ''),
  inFiles('run an image as root', /Dockerfile$/, /^USER .*/, 'USER root'),
  inFiles('copy from a stage that is not there', /Dockerfile$/, /--from=build/, '--from=builder'),
  inFiles('build an image for one platform only', /Dockerfile$/, /GOARCH="\$TARGETARCH"/, 'GOARCH=amd64'),
  inFiles('leave the repository in what is built', /\.dockerignore$/, /^\.git\n/, ''),
  inFiles('open another port', /Dockerfile$/, /^EXPOSE 8080/, 'EXPOSE 9090'),
  inFiles('start an image in a shell', /Dockerfile$/, /^ENTRYPOINT \["(.*)"\]/, 'ENTRYPOINT /order-service'),
];

/** Faults in the files of a repository that GitHub Actions builds, and in who trusts it. */
export const workflows: readonly Operator[] = [...rights, ...pins, ...order, ...handing, ...identities, ...images];
