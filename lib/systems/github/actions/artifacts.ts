import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** Keeps folders from one run to the next. What an attacker puts there, a later run will use: never in a release. */
export const cache = Action.of({
  pin: ACTION_PINS.cache,
  runs: 'node24',
  inputs: {
    path: 'lines',
    key: 'text',
    'restore-keys': 'lines',
    'upload-chunk-size': 'number',
    enableCrossOsArchive: 'flag',
    'fail-on-cache-miss': 'flag',
    'lookup-only': 'flag',
  },
  required: ['path', 'key'],
  outputs: { 'cache-hit': 'open' },
});

/** Hands files over to later jobs and to people. Files that are missing are an error. */
export const uploadArtifact = Action.of({
  pin: ACTION_PINS.uploadArtifact,
  runs: 'node24',
  inputs: {
    name: 'text',
    path: 'lines',
    'if-no-files-found': ['warn', 'error', 'ignore'],
    'retention-days': 'number',
    'compression-level': 'number',
    overwrite: 'flag',
    'include-hidden-files': 'flag',
    archive: 'flag',
  },
  required: ['name', 'path'],
  sets: { 'if-no-files-found': 'error' },
  outputs: { 'artifact-id': 'open', 'artifact-url': 'open', 'artifact-digest': 'open' },
});

/** Gets files that an earlier job has handed over. */
export const downloadArtifact = Action.of({
  pin: ACTION_PINS.downloadArtifact,
  runs: 'node24',
  inputs: {
    name: 'text',
    'artifact-ids': 'list',
    path: 'text',
    pattern: 'text',
    'merge-multiple': 'flag',
    'github-token': 'secret',
    repository: 'text',
    'run-id': 'text',
    'skip-decompress': 'flag',
    'digest-mismatch': ['ignore', 'info', 'warn', 'error'],
  },
  outputs: { 'download-path': 'open' },
  // Files of another run are asked for at the API.
  permissions: (given) => (given['run-id'] === undefined ? {} : { actions: 'read' }),
});
