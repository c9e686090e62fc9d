import { RootConstruct } from 'constructs';
import { load } from 'js-yaml';
import { Duration, PinnedImage } from '../../../lib/model';
import { Container, DeploymentEnvironment, eq, github, Job, On, Snapshot, Workflow } from '../../../lib/systems/github';
import { hello, repository, runsOn, textOf } from './example-workflows';

const image = PinnedImage.of(`docker.io/library/postgres:17@sha256:${'b'.repeat(64)}`);
const onMain = eq(github.ref, 'refs/heads/main');

test('renders what few workflows say', () => {
  const job = new Job('a', {
    runsOn,
    steps: [hello],
    cacheMode: 'read',
    cancelTimeout: Duration.minutes(2),
    environment: DeploymentEnvironment.of('production', { deployment: false }),
    services: { db: Container.of(image, { entrypoint: 'postgres', command: '-c fsync=off' }) },
    snapshot: Snapshot.of('builder', { version: '2.*', if: onMain }),
  });
  const made = new Workflow(new RootConstruct(), 'w', {
    repository,
    name: 'ci',
    file: 'ci.yaml',
    description: 'Says hello',
    cacheMode: 'none',
    on: [
      On.imageVersion({ types: ['ready'], names: ['builder'], versions: ['1.*'] }),
      On.workflowRun({ workflows: [{ name: 'Other' }], branchesIgnore: ['gh-pages'] }),
      On.mergeGroup({ branchesIgnore: ['gh-pages'] }),
    ],
    jobs: [job],
  });
  expect(load(textOf(made))).toEqual({
    name: 'ci',
    description: 'Says hello',
    on: {
      image_version: { types: ['ready'], names: ['builder'], versions: ['1.*'] },
      workflow_run: { workflows: ['Other'], types: ['completed'], 'branches-ignore': ['gh-pages'] },
      merge_group: { types: ['checks_requested'], 'branches-ignore': ['gh-pages'] },
    },
    permissions: {},
    concurrency: { group: '${{ github.workflow }}-${{ github.ref }}', 'cancel-in-progress': false, queue: 'max' },
    'cache-mode': 'none',
    jobs: {
      a: {
        permissions: {},
        'cache-mode': 'read',
        'runs-on': 'ubuntu-24.04',
        environment: { name: 'production', deployment: false },
        'timeout-minutes': 15,
        'cancel-timeout-minutes': 2,
        services: { db: { image: image.reference, entrypoint: 'postgres', command: '-c fsync=off' } },
        steps: [{ name: 'Hello', shell: 'bash', run: 'set -euo pipefail\necho hello\n' }],
        snapshot: { 'image-name': 'builder', version: '2.*', if: "github.ref == 'refs/heads/main'" },
      },
    },
  });
  expect(Snapshot.of('builder')._render('x')).toBe('builder');
});

test.each<[() => unknown, string]>([
  [() => Snapshot.of('a b'), 'Snapshot.of: expected the name of an image, got "a b"'],
  [() => Snapshot.of('a', { version: '2' }), 'Snapshot.version: expected "2.*", got "2"'],
  [
    () => DeploymentEnvironment.of('a', { deployment: false, url: 'https://example.com' }),
    'DeploymentEnvironment.url: expected none without a deployment, got "one"; it is shown beside the deployment',
  ],
  [
    () => Container.of(image, { command: 'sleep' })._render('Job a.container', 'job'),
    'Job a.container: expected no entrypoint and no command, got "sleep"; the steps of the job run in it; a service may have them',
  ],
])('%#: refuses what GitHub would not take', (make, message) => {
  expect(make).toThrow(message);
});
