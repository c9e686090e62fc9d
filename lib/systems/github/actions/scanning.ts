import { Toolbox } from '../../../tools';
import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

const FORMATS = ['table', 'json', 'template', 'sarif', 'cyclonedx', 'spdx', 'spdx-json', 'github'] as const;

/** Scans an image, a folder or a file with Trivy. A report in SARIF form holds every severity unless it is limited. */
export const trivy = Action.of({
  pin: ACTION_PINS.trivy,
  runs: 'composite',
  inputs: {
    'scan-type': ['image', 'fs', 'rootfs', 'config', 'repo', 'sbom', 'vm'],
    'image-ref': 'text',
    input: 'text',
    'scan-ref': 'text',
    'exit-code': ['0', '1'],
    'ignore-unfixed': 'flag',
    'vuln-type': 'list',
    severity: 'list',
    format: FORMATS,
    template: 'text',
    output: 'text',
    'skip-dirs': 'list',
    'skip-files': 'list',
    'cache-dir': 'text',
    timeout: 'text',
    'ignore-policy': 'text',
    'hide-progress': 'flag',
    'list-all-pkgs': 'flag',
    scanners: 'list',
    trivyignores: 'list',
    'github-pat': 'secret',
    'trivy-config': 'text',
    'tf-vars': 'text',
    'limit-severities-for-sarif': 'flag',
    'docker-host': 'text',
    version: 'text',
    cache: 'flag',
    'skip-setup-trivy': 'flag',
    'token-setup-trivy': 'secret',
  },
  sets: { version: `v${Toolbox.standard.tool('trivy').version}` },
  innerUses: [
    'aquasecurity/setup-trivy@3fb12ec12f41e471780db15c232d5dd185dcb514',
    'actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae',
  ],
});

/** Installs Trivy. */
export const setupTrivy = Action.of({
  pin: ACTION_PINS.setupTrivy,
  runs: 'composite',
  inputs: { version: 'text', path: 'text', cache: 'flag', token: 'secret', 'github-server-url': 'text' },
  sets: { version: `v${Toolbox.standard.tool('trivy').version}` },
  innerUses: [
    'actions/cache/restore@9255dc7a253b0ccc959486e2bca901246202afeb',
    'actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8',
    'actions/cache/save@9255dc7a253b0ccc959486e2bca901246202afeb',
  ],
});

/** Scans an image, a folder or an SBOM with Grype. */
export const scanAction = Action.of({
  pin: ACTION_PINS.scanAction,
  runs: 'node24',
  inputs: {
    image: 'text',
    path: 'text',
    sbom: 'text',
    'fail-build': 'flag',
    'output-format': ['json', 'sarif', 'cyclonedx-json', 'cyclonedx-xml', 'table'],
    'output-file': 'text',
    'severity-cutoff': ['negligible', 'low', 'medium', 'high', 'critical'],
    'only-fixed': 'flag',
    'add-cpes-if-none': 'flag',
    'by-cve': 'flag',
    'grype-version': 'text',
    vex: 'list',
    config: 'lines',
    'cache-db': 'flag',
  },
  sets: { 'grype-version': `v${Toolbox.standard.tool('grype').version}` },
  outputs: { sarif: 'open', json: 'open', 'cyclonedx-xml': 'open', 'cyclonedx-json': 'open' },
});

/** Shows a report in SARIF form on the repository's security page. */
export const uploadSarif = Action.of({
  pin: ACTION_PINS.uploadSarif,
  runs: 'node24',
  inputs: {
    sarif_file: 'text',
    checkout_path: 'text',
    ref: 'text',
    sha: 'text',
    token: 'secret',
    matrix: 'text',
    category: 'text',
    'wait-for-processing': 'flag',
  },
  required: ['sarif_file'],
  outputs: { 'sarif-id': 'open', 'sarif-ids': 'open' },
  // In a private repository the action also asks which workflow run it belongs to.
  permissions: { actions: 'read', contents: 'read', 'security-events': 'write' },
});
