import { PinnedImage } from '../../../model';
import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** The emulators: their container is privileged, so its content must not change by itself. */
const EMULATORS = PinnedImage.of(
  'docker.io/tonistiigi/binfmt:qemu-v10.2.3-68@sha256:400a4873b838d1b89194d982c45e5fb3cda4593fbfd7e08a02e76b03b21166f0',
);

/** The builder. Its image without root is for pods, where nothing else is allowed. */
const BUILDER = PinnedImage.of(
  'docker.io/moby/buildkit:v0.33.1@sha256:cec9f139f45e93c5c69c60f8b07cfad9f43f4ef6b6a6cd917527fea5ff2e3dea',
);

/** Starts a BuildKit for the job, of the version that slipway pins. Its program comes from no cache that others can write. */
export const setupBuildx = Action.of({
  pin: ACTION_PINS.setupBuildx,
  runs: 'node24',
  inputs: {
    version: 'text',
    driver: ['docker-container', 'docker', 'kubernetes', 'remote', 'cloud'],
    'driver-opts': 'lines',
    'buildkitd-flags': 'text',
    'buildkitd-config': 'text',
    'buildkitd-config-inline': 'text',
    use: 'flag',
    name: 'text',
    endpoint: 'text',
    platforms: 'list',
    append: 'text',
    'keep-state': 'flag',
    'cache-binary': 'flag',
    cleanup: 'flag',
  },
  sets: {
    version: 'v0.37.2',
    'cache-binary': false,
    'driver-opts': [`image=${BUILDER.reference}`],
  },
  outputs: {
    name: 'open',
    driver: 'open',
    platforms: 'open',
    nodes: 'open',
    endpoint: 'open',
    status: 'open',
    flags: 'open',
  },
});

/** Registers emulators for other CPU architectures. A runner of that architecture is many times faster. */
export const setupQemu = Action.of({
  pin: ACTION_PINS.setupQemu,
  runs: 'node24',
  inputs: { image: 'text', platforms: 'list', reset: 'flag', 'cache-image': 'flag' },
  sets: { image: EMULATORS.reference, 'cache-image': false },
  outputs: { platforms: 'open' },
});

/** Logs into a registry until the job ends. */
export const login = Action.of({
  pin: ACTION_PINS.login,
  runs: 'node24',
  inputs: {
    registry: 'text',
    username: 'text',
    password: 'secret',
    ecr: ['auto', 'true', 'false'],
    scope: 'text',
    logout: 'flag',
    'registry-auth': 'secret',
  },
  required: ['registry'],
  permissions: ({ registry }) => (registry === 'ghcr.io' ? { packages: 'write' } : {}),
});

/** Names and labels of an image, made from what started the run. */
export const metadata = Action.of({
  pin: ACTION_PINS.metadata,
  runs: 'node24',
  inputs: {
    context: ['workflow', 'git'],
    images: 'lines',
    tags: 'lines',
    flavor: 'lines',
    labels: 'lines',
    annotations: 'lines',
    'sep-tags': 'text',
    'sep-labels': 'text',
    'sep-annotations': 'text',
    'bake-target': 'text',
    'github-token': 'secret',
  },
  required: ['images'],
  outputs: {
    version: 'open',
    tags: 'open',
    'tag-names': 'open',
    labels: 'open',
    annotations: 'open',
    json: 'open',
    'bake-file-tags': 'open',
    'bake-file-labels': 'open',
    'bake-file-annotations': 'open',
  },
});

/** Builds an image with BuildKit, and pushes it if told so. */
export const buildPush = Action.of({
  pin: ACTION_PINS.buildPush,
  runs: 'node24',
  inputs: {
    'add-hosts': 'list',
    allow: 'list',
    annotations: 'lines',
    attests: 'lines',
    'build-args': 'lines',
    'build-contexts': 'lines',
    builder: 'text',
    'cache-from': 'lines',
    'cache-to': 'lines',
    call: 'text',
    'cgroup-parent': 'text',
    context: 'text',
    file: 'text',
    labels: 'lines',
    load: 'flag',
    network: 'text',
    'no-cache': 'flag',
    'no-cache-filters': 'list',
    outputs: 'lines',
    platforms: 'list',
    provenance: 'text',
    pull: 'flag',
    push: 'flag',
    sbom: 'text',
    secrets: 'secret',
    'secret-envs': 'list',
    'secret-files': 'lines',
    'shm-size': 'text',
    ssh: 'lines',
    tags: 'lines',
    target: 'text',
    ulimit: 'list',
    'github-token': 'secret',
  },
  // Without a context the action clones the repository itself, past what the steps before have made.
  required: ['context'],
  outputs: { imageid: 'open', digest: 'open', metadata: 'open' },
});
