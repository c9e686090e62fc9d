import { RootConstruct } from 'constructs';
import { Duration, GitHubRef, PinnedImage } from '../../../lib/model';
import {
  ActionReference,
  bash,
  checkout,
  Concurrency,
  Container,
  DeploymentEnvironment,
  eq,
  github,
  Input,
  Job,
  Matrix,
  On,
  RemoteWorkflow,
  run,
  Runner,
  secret,
  text,
  Workflow,
} from '../../../lib/systems/github';
import { repository, platform, runsOn, COMMIT, job, workflow, reusable, textOf, hello } from './example-workflows';

test('renders a workflow, with the reasons of what is in it', () => {
  const manual = On.workflowDispatch({ inputs: { target: Input.choice(['a', 'b'], { default: 'a' }) } });
  const version = run({
    id: 'version',
    name: 'Version',
    workingDirectory: text`services/${manual.inputs.target}`,
    outputs: ['version'],
    script: bash`echo "version=$(git describe)" >> "$GITHUB_OUTPUT"`,
  });
  const matrix = Matrix.of(
    { go: ['1.25', '1.26'], arch: ['x', 'y'] },
    { exclude: [{ go: '1.25', arch: 'y' }], maxParallel: 2 },
  );
  const build = new Job('build', {
    name: 'Build',
    runsOn,
    if: eq(github.ref, 'refs/heads/main'),
    env: { CGO_ENABLED: 0 },
    steps: [checkout.step(), version],
    outputs: { version: version.outputs.version },
    timeout: Duration.hours(1),
  });
  const release = new Job('release', {
    name: text`Release with ${matrix.value('go')}`,
    runsOn: Runner.labels(['self-hosted', 'linux']),
    matrix,
    environment: DeploymentEnvironment.of('production', { url: 'https://example.com' }),
    concurrency: Concurrency.queued('release'),
    services: {
      db: Container.of(PinnedImage.of(`docker.io/library/postgres:17@sha256:${'b'.repeat(64)}`), {
        ports: ['5432/tcp'],
      }),
    },
    steps: [
      run({
        name: 'Release',
        permissions: { contents: 'write' },
        script: bash`gh release create ${build.outputs.version}`,
        env: { GH_TOKEN: github.token },
      }),
    ],
  });
  const made = new Workflow(new RootConstruct(), 'w', {
    repository,
    name: 'Release',
    file: 'release.yaml',
    runName: text`Release of ${github.sha}`,
    on: [On.push({ branches: ['main'] }), manual, On.schedule([{ cron: '30 5 * * 1', timezone: 'Europe/Berlin' }])],
    jobs: [build, release],
  });
  expect(made.path).toBe('.github/workflows/release.yaml');
  expect(textOf(made)).toBe(RELEASE);
});

const RELEASE = `# Written by slipway: change the program, not this file.

name: Release
run-name: Release of \${{ github.sha }}
'on':
  push:
    branches:
      - main
  workflow_dispatch:
    inputs:
      target:
        type: choice
        required: false
        default: a
        options:
          - a
          - b
  schedule:
    - cron: 30 5 * * 1
      timezone: Europe/Berlin
permissions: {}
concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: false
  queue: max
jobs:
  build:
    name: Build
    if: github.ref == 'refs/heads/main'
    permissions:
      contents: read # for actions/checkout
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    env:
      CGO_ENABLED: 0
    outputs:
      version: \${{ steps.version.outputs.version }}
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
      - name: Version
        id: version
        working-directory: services/\${{ inputs.target }}
        shell: bash
        run: |
          set -euo pipefail
          echo "version=$(git describe)" >> "$GITHUB_OUTPUT"
  release:
    name: Release with \${{ matrix.go }}
    needs:
      - build
    permissions:
      contents: write # for Release
    strategy:
      fail-fast: false
      max-parallel: 2
      matrix:
        go:
          - '1.25'
          - '1.26'
        arch:
          - x
          - 'y'
        exclude:
          - go: '1.25'
            arch: 'y'
    concurrency:
      group: release
      cancel-in-progress: false
      queue: max
    runs-on:
      - self-hosted
      - linux
    environment:
      name: production
      url: https://example.com
    timeout-minutes: 15
    services:
      db:
        image: docker.io/library/postgres:17@sha256:${'b'.repeat(64)}
        ports:
          - 5432/tcp
    steps:
      - name: Release
        shell: bash
        env:
          GH_TOKEN: \${{ github.token }}
          BUILD_VERSION: \${{ needs.build.outputs.version }}
        run: |
          set -euo pipefail
          gh release create "$BUILD_VERSION"
`;

test('a call grants what the called jobs need, at the commit that is called', () => {
  const build = reusable(platform);
  const at = ActionReference.of(`acme/platform/.github/workflows/build.yaml@${COMMIT} # v1.2.0`);
  const call = build.call('image', { with: { service: 'a' }, secrets: { token: secret('TOKEN') }, at });
  const use = job('use', run({ name: 'Use', script: bash`echo ${call.outputs.digest}` }));
  const made = workflow([On.push({ branches: ['main'] })], [call, use]);
  expect(textOf(made)).toContain(`
  image:
    permissions:
      contents: read # for .github/workflows/build.yaml
      id-token: write # for .github/workflows/build.yaml
    uses: acme/platform/.github/workflows/build.yaml@${COMMIT} # v1.2.0
    with:
      service: a
    secrets:
      token: \${{ secrets.TOKEN }}
  use:
    needs:
      - image
    permissions: {}
`);
  expect(made.signsAs(call).certificate).toEqual({
    subject: `https://github.com/acme/platform/.github/workflows/build.yaml@${COMMIT}`,
    issuer: 'https://token.actions.githubusercontent.com',
    calledFrom: repository,
  });
  expect(made.identity(call).jobWorkflowRefs).toEqual([`acme/platform/.github/workflows/build.yaml@${COMMIT}`]);
  expect(textOf(build)).toContain('    outputs:\n      digest:\n        value: ${{ jobs.build.outputs.digest }}\n');
});

test('a job signs as the file that its steps stand in', () => {
  const call = reusable().call('image', { with: { service: 'a' }, secrets: { token: secret('TOKEN') } });
  const promote = new Job('promote', { runsOn, steps: [hello], environment: DeploymentEnvironment.of('staging') });
  const made = workflow([On.push({ branches: ['main'], tags: ['v*'] })], [call, promote]);
  const main = GitHubRef.branch('main');
  expect(made.signsAs(promote, { at: main }).certificate).toEqual({
    subject: 'https://github.com/acme/order-service/.github/workflows/ci.yaml@refs/heads/main',
    issuer: 'https://token.actions.githubusercontent.com',
    calledFrom: undefined,
  });
  expect(made.signsAs(call, { at: main }).certificate?.subject).toBe(
    'https://github.com/acme/order-service/.github/workflows/build.yaml@refs/heads/main',
  );
  expect(made.identity(call).jobWorkflowRefs).toEqual([
    'acme/order-service/.github/workflows/build.yaml@refs/heads/main',
    'acme/order-service/.github/workflows/build.yaml@refs/tags/v*',
  ]);
  expect(made.identity(promote).subjects[0]).toBe('repo:acme/order-service:environment:staging');
});

test('a workflow that somebody else keeps is called at a commit', () => {
  const remote = RemoteWorkflow.of({
    uses: `docker/github-builder/.github/workflows/build.yml@${COMMIT} # v1.17.0`,
    outputs: ['digest'],
    permissions: { 'id-token': 'write' },
  });
  const call = remote.call('build', {});
  expect(textOf(workflow([On.push({ branches: ['main'] })], [call]))).toContain(
    `\n    uses: docker/github-builder/.github/workflows/build.yml@${COMMIT} # v1.17.0\n`,
  );
  expect(call.outputs.digest.trust).toBe('attacker');
});
