import { Toolbox } from '../../../tools';
import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** Installs cosign. The steps that sign by it without a key need `id-token: write`. */
export const cosignInstaller = Action.of({
  pin: ACTION_PINS.cosignInstaller,
  runs: 'composite',
  inputs: { 'cosign-release': 'text', 'install-dir': 'text', 'use-sudo': 'flag' },
  sets: { 'cosign-release': `v${Toolbox.standard.tool('cosign').version}` },
});

/** Writes a list of what an image or a folder is made of. */
export const sbom = Action.of({
  pin: ACTION_PINS.sbom,
  runs: 'node24',
  inputs: {
    path: 'text',
    file: 'text',
    image: 'text',
    'registry-username': 'text',
    'registry-password': 'secret',
    format: ['spdx', 'spdx-json', 'cyclonedx', 'cyclonedx-json'],
    'github-token': 'secret',
    'artifact-name': 'text',
    'output-file': 'text',
    'syft-version': 'text',
    'dependency-snapshot': 'flag',
    'upload-artifact': 'flag',
    'upload-artifact-retention': 'number',
    'upload-release-assets': 'flag',
    config: 'text',
  },
  // Uploading to a release would need the right to write the repository's contents.
  sets: { 'syft-version': `v${Toolbox.standard.tool('syft').version}`, 'upload-release-assets': false },
  permissions: (given) => ({
    ...(given['dependency-snapshot'] === true || given['upload-release-assets'] === true ? { contents: 'write' } : {}),
    ...(given['upload-release-assets'] === true ? { actions: 'read' } : {}),
  }),
});

/** Installs Syft; its output is the path of the program. */
export const downloadSyft = Action.of({
  pin: ACTION_PINS.downloadSyft,
  runs: 'node24',
  inputs: { 'syft-version': 'text' },
  sets: { 'syft-version': `v${Toolbox.standard.tool('syft').version}` },
  outputs: { cmd: 'open' },
});

const STATEMENT = {
  'subject-path': 'lines',
  'subject-digest': 'text',
  'subject-name': 'text',
  'subject-checksums': 'text',
  'predicate-type': 'text',
  predicate: 'text',
  'predicate-path': 'text',
  'push-to-registry': 'flag',
  'create-storage-record': 'flag',
  'show-summary': 'flag',
  'github-token': 'secret',
} as const;

const STATED = {
  'bundle-path': 'open',
  'attestation-id': 'open',
  'attestation-url': 'open',
  'storage-record-ids': 'open',
} as const;

/** Signs a statement about an artifact, by default how it was built, and keeps it at GitHub. */
export const attest = Action.of({
  pin: ACTION_PINS.attest,
  runs: 'node24',
  inputs: { ...STATEMENT, 'subject-version': 'text', 'sbom-path': 'text' },
  outputs: STATED,
  permissions: statementPermissions,
});

/** As `attest`, of which it is a wrapper. */
export const attestBuildProvenance = Action.of({
  pin: ACTION_PINS.attestBuildProvenance,
  runs: 'composite',
  inputs: STATEMENT,
  outputs: STATED,
  permissions: statementPermissions,
  innerUses: ['actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6'],
});

/** A storage record is made for images in a registry alone. */
function statementPermissions(given: {
  readonly 'push-to-registry'?: unknown;
  readonly 'create-storage-record'?: unknown;
}): { readonly 'artifact-metadata'?: 'write'; readonly attestations: 'write'; readonly 'id-token': 'write' } {
  const isRecorded = given['push-to-registry'] === true && given['create-storage-record'] !== false;
  return { ...(isRecorded ? { 'artifact-metadata': 'write' } : {}), attestations: 'write', 'id-token': 'write' };
}
