import { RootConstruct } from 'constructs';
import { On, ReusableBuild, SharedRegistry, Workflow } from '../../../../lib/systems/github';
import { textsOf, workflowOf } from './rendered';
import { called, platform, repository, scenes } from './scenes';

const ecrBuild = scenes['reusable build in ecr'] ?? (() => undefined);

test('a team calls it as one job, and gets the digest', () => {
  const { jobs } = workflowOf(ecrBuild, 'release.yaml');
  expect(jobs).toEqual({
    image: {
      permissions: { 'artifact-metadata': 'write', attestations: 'write', contents: 'read', 'id-token': 'write' },
      uses: `acme/platform/.github/workflows/build-image.yaml@${'a'.repeat(40)}`,
      with: { image: 'order-service' },
    },
  });
});

test('has typed inputs, and the digest as its output', () => {
  const text = textsOf(ecrBuild)['.github/workflows/build-image.yaml'] ?? '';
  expect(text.slice(0, text.indexOf('jobs:'))).toBe(`# Written by slipway: change the program, not this file.

name: build-image
'on':
  workflow_call:
    inputs:
      image:
        description: The name of the image inside the registry
        type: string
        required: true
      context:
        description: The folder that the Dockerfile may copy from
        type: string
        required: false
        default: '.'
      dockerfile:
        description: The Dockerfile's path in the repository
        type: string
        required: false
        default: Dockerfile
    outputs:
      digest:
        value: \${{ jobs.index.outputs.digest }}
permissions: {}
`);
  const { jobs } = workflowOf(ecrBuild, 'build-image.yaml');
  expect(Object.keys(jobs)).toEqual([
    'build-amd64',
    'build-arm64',
    'scan-amd64',
    'scan-arm64',
    'index',
    'sign',
    'attest',
    'tag',
  ]);
});

test('who signs is the platform, called from the repository of the team', () => {
  const files = new RootConstruct();
  const build = new ReusableBuild(files, 'build', { repository: platform, registry: SharedRegistry.gitHub('Acme') });
  const image = build.call('image', { with: { image: 'order-service' }, at: called });
  const release = new Workflow(files, 'release', {
    ...{ repository, name: 'release', file: 'release.yaml', on: [On.push({ branches: ['main'] })], jobs: [image] },
  });
  const { certificate } = release.signsAs(image);
  expect(certificate).toEqual({
    subject: `https://github.com/acme/platform/.github/workflows/build-image.yaml@${'a'.repeat(40)}`,
    issuer: 'https://token.actions.githubusercontent.com',
    calledFrom: repository,
  });
  expect(release.identity(image).jobWorkflowRefs).toEqual([
    `acme/platform/.github/workflows/build-image.yaml@${'a'.repeat(40)}`,
  ]);
  expect(
    textsOf(
      (scope) => new ReusableBuild(scope, 'b', { repository: platform, registry: SharedRegistry.gitHub('Acme') }),
    )['.github/workflows/build-image.yaml'],
  ).toContain('ghcr.io/acme/${{ inputs.image }}@${{ needs.build-amd64.outputs.digest }}');
});

test('a team gives what is asked for', () => {
  const files = new RootConstruct();
  const build = new ReusableBuild(files, 'build', { repository: platform, registry: SharedRegistry.gitHub('acme') });
  // @ts-expect-error the name of the image is required
  expect(() => build.call('image', { with: {}, at: called })).toThrow('Job image.with.image: expected a value');
});
