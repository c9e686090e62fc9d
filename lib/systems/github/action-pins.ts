/**
 * An action as it is pinned. The commit decides what runs; the version behind it is for people and for Renovate, whose
 * regex manager reads and writes `uses` (docs/decisions/006).
 */
export interface ActionPin {
  /** `owner/repository[/folder]@<commit> # <tag>`. */
  readonly uses: string;
  /** The day of the commit, or the last day on which the tag was seen to be that commit, as exactly as it is known. */
  readonly date: string;
  /**
   * How it is known that the tag is that commit: `A` read in the action's own repository, `A′` pinned so by five or
   * more well-known repositories, `B` printed by two or more independent files that resolved it.
   */
  readonly evidence: 'A' | 'A′' | 'B';
}

/** The commits of all actions: the one file to edit for a new version. */
export const ACTION_PINS = {
  checkout: {
    uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
    date: '2026-07-17',
    evidence: 'A',
  },
  setupGo: {
    uses: 'actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e # v7.0.0',
    date: '2026-07-15',
    evidence: 'A',
  },
  setupNode: {
    uses: 'actions/setup-node@949feb2413d6458794dcd2491c4babbbce0c15c1 # v7.1.0',
    date: '2026-10-08',
    evidence: 'B',
  },
  setupPython: {
    uses: 'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0',
    date: '2026-07-19',
    evidence: 'A',
  },
  setupJava: {
    uses: 'actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961 # v5.7.0',
    date: '2026-07-31',
    evidence: 'A',
  },
  cache: {
    uses: 'actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0',
    date: '2026-06-26',
    evidence: 'A′',
  },
  uploadArtifact: {
    uses: 'actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9 # v7.0.2',
    date: '2026-10-07',
    evidence: 'B',
  },
  downloadArtifact: {
    uses: 'actions/download-artifact@9000827ccba6bdab643e8b6fd33ac0654aef8333 # v8.0.2',
    date: '2026-10-07',
    evidence: 'B',
  },
  attest: {
    uses: 'actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2',
    date: '2026-08-04',
    evidence: 'A',
  },
  attestBuildProvenance: {
    uses: 'actions/attest-build-provenance@4d101475d8b20a2381f78447822ac1eab6504dd8 # v4.2.2',
    date: '2026-09-23',
    evidence: 'B',
  },
  createGitHubAppToken: {
    uses: 'actions/create-github-app-token@bcd2ba49218906704ab6c1aa796996da409d3eb1 # v3.2.0',
    date: '2026',
    evidence: 'A′',
  },
  setupBuildx: {
    uses: 'docker/setup-buildx-action@f87e5991a6d7451dcb8d9637bfbc97413f497069 # v4.4.1',
    date: '2026-09-23',
    evidence: 'B',
  },
  setupQemu: {
    uses: 'docker/setup-qemu-action@99012661954931238ded8c8b007157a8430204e1 # v4.4.0',
    date: '2026-09-23',
    evidence: 'B',
  },
  login: {
    uses: 'docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0',
    date: '2026-08',
    evidence: 'A′',
  },
  metadata: {
    uses: 'docker/metadata-action@dc802804100637a589fabce1cb79ff13a1411302 # v6.2.0',
    date: '2026-07-02',
    evidence: 'A',
  },
  buildPush: {
    uses: 'docker/build-push-action@c3c9e263c25d99ce0380d002d59b67737d91b0dc # v7.4.0',
    date: '2026-09-25',
    evidence: 'B',
  },
  trivy: {
    uses: 'aquasecurity/trivy-action@ed142fd0673e97e23eac54620cfb913e5ce36c25 # v0.36.0',
    date: '2026-04-22',
    evidence: 'A',
  },
  setupTrivy: {
    uses: 'aquasecurity/setup-trivy@81e514348e19b6112ce2a7e3ecbafe19c1e1f567 # v0.3.1',
    date: '2026-06-03',
    evidence: 'A',
  },
  scanAction: {
    uses: 'anchore/scan-action@e1165082ffb1fe366ebaf02d8526e7c4989ea9d2 # v7.4.0',
    date: '2026-03-20',
    evidence: 'A',
  },
  sbom: {
    uses: 'anchore/sbom-action@3ad7283483fc7af8ff2b4ea19663c2d5ca935e26 # v0.24.2',
    date: '2026-08-28',
    evidence: 'B',
  },
  downloadSyft: {
    uses: 'anchore/sbom-action/download-syft@3ad7283483fc7af8ff2b4ea19663c2d5ca935e26 # v0.24.2',
    date: '2026-08-28',
    evidence: 'B',
  },
  uploadSarif: {
    uses: 'github/codeql-action/upload-sarif@2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2 # v4.38.2',
    date: '2026-09-28',
    evidence: 'B',
  },
  cosignInstaller: {
    uses: 'sigstore/cosign-installer@6f9f17788090df1f26f669e9d70d6ae9567deba6 # v4.1.2',
    date: '2026-05-06',
    evidence: 'A',
  },
  configureAwsCredentials: {
    uses: 'aws-actions/configure-aws-credentials@e1253824e5c10ff9df46874f81ed3ec929e19cfd # v6.3.0',
    date: '2026-09-15',
    evidence: 'B',
  },
  ecrLogin: {
    uses: 'aws-actions/amazon-ecr-login@03f1aad4c6c7ffd436567f42f9384779290529bd # v2.1.7',
    date: '2026-08-19',
    evidence: 'A',
  },
  golangciLint: {
    uses: 'golangci/golangci-lint-action@ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a # v9.3.0',
    date: '2026-06-29',
    evidence: 'A',
  },
  createPullRequest: {
    uses: 'peter-evans/create-pull-request@5f6978faf089d4d20b00c7766989d076bb2fc7f1 # v8.1.1',
    date: '2026-04-10',
    evidence: 'A',
  },
  slack: {
    uses: 'slackapi/slack-github-action@dcb1066f776dd043e64d0e8ba94ca15cc7e1875d # v4.0.0',
    date: '2026-07-15',
    evidence: 'A',
  },
  codecov: {
    uses: 'codecov/codecov-action@fb8b3582c8e4def4969c97caa2f19720cb33a72f # v7.0.0',
    date: '2026-06-07',
    evidence: 'A′',
  },
  hardenRunner: {
    uses: 'step-security/harden-runner@b09bb98e06d4d774595224525879c09bc6e98c40 # v2.20.1',
    date: '2026-08-04',
    evidence: 'A',
  },
} as const satisfies Readonly<Record<string, ActionPin>>;
