import {
  ACTION_PINS,
  ACTIONS,
  Action,
  ActionReference,
  attest,
  checkout,
  codecov,
  github,
  login,
  sbom,
  secret,
  setupQemu,
  slack,
  text,
  trivy,
  uploadSarif,
} from '../../../lib/systems/github';
import { isBeforeSafe, tryTheft } from '../../../lib/systems/github/action-thefts';

/** The pattern of docs/decisions/006, by which Renovate reads and writes the pins. */
const RENOVATE =
  /uses: '(?<depName>[\w-]+\/[\w.-]+)(?:\/[\w./-]+)?@(?<currentDigest>[0-9a-f]{40}) # (?<currentValue>\S+)'/;

test('every pin is a line that Renovate reads, of an action that is known', () => {
  const names = Object.values(ACTION_PINS).map(({ uses }) => {
    expect(`uses: '${uses}'`).toMatch(RENOVATE);
    return ActionReference.of(uses).uses;
  });
  expect(ACTIONS.map(({ reference }) => reference.uses).sort()).toEqual(names.sort());
});

test('no action runs on an old Node.js, or uses another one by a tag', () => {
  expect(ACTIONS.flatMap(({ innerUses }) => innerUses).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  expect([...new Set(ACTIONS.map(({ runs }) => runs))].sort()).toEqual(['composite', 'node24']);
  expect(ACTIONS.filter(({ inputs, required }) => !required.every((name) => name in inputs))).toEqual([]);
});

test('renders a step with what slipway sets, in the order of the declaration', () => {
  const step = checkout.step({ name: 'Get', with: { 'fetch-depth': 0, ref: text`v${github.sha}`, lfs: true } });
  expect(step._render('Step', () => false)).toEqual({
    name: 'Get',
    uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
    with: { ref: 'v${{ github.sha }}', 'persist-credentials': false, 'fetch-depth': 0, lfs: true },
  });
  expect(Object.keys(step._render('Step', () => false)['with'] as object)).toEqual([
    'ref',
    'persist-credentials',
    'fetch-depth',
    'lfs',
  ]);
});

test('renders lists, lines, secrets and data', () => {
  const scan = trivy.step({ with: { 'image-ref': 'a', severity: ['HIGH', 'CRITICAL'], version: 'v0.75.0' } });
  expect(scan._render('Step', () => true)).toEqual({
    id: 'trivy',
    uses: 'aquasecurity/trivy-action@ed142fd0673e97e23eac54620cfb913e5ce36c25',
    with: { 'image-ref': 'a', severity: 'HIGH,CRITICAL', version: 'v0.75.0' },
  });
  const blocks = [{ type: 'section', on: true }, []];
  const post = slack.step({
    env: { SOME: 1 },
    with: { webhook: secret('HOOK'), payload: { text: text`of ${github.headRef}`, empty: {}, blocks } },
  });
  expect(post._render('Step', () => false)).toEqual({
    uses: 'slackapi/slack-github-action@dcb1066f776dd043e64d0e8ba94ca15cc7e1875d',
    with: {
      errors: true,
      payload: [
        '{',
        '  "text": ${{ toJSON(format(\'of {0}\', github.head_ref)) }},',
        '  "empty": {},',
        '  "blocks": [',
        '    {',
        '      "type": "section",',
        '      "on": true',
        '    },',
        '    []',
        '  ]',
        '}',
      ].join('\n'),
      webhook: '${{ secrets.HOOK }}',
    },
    env: { SOME: 1 },
  });
  expect(post.secrets).toEqual(['HOOK']);
});

test('says what the token must be able to do, as far as that depends on what is given', () => {
  const asked = [
    checkout.step(),
    setupQemu.step(),
    uploadSarif.step({ with: { sarif_file: 'x' } }),
    login.step({ with: { registry: 'ghcr.io', password: github.token } }),
    login.step({ with: { registry: 'docker.io', password: secret('X') } }),
    sbom.step({ with: { image: 'x', 'upload-release-assets': true } }),
    codecov.step({ with: { files: ['x'], use_oidc: true } }),
    attest.step({ with: { 'subject-name': 'x', 'push-to-registry': true } }),
    attest.step({ with: { 'subject-path': ['x'] } }),
  ].map(({ permissions }) => permissions);
  expect(asked).toEqual([
    { by: 'actions/checkout', permissions: { contents: 'read' } },
    { by: 'docker/setup-qemu-action', permissions: {} },
    {
      by: 'github/codeql-action/upload-sarif',
      permissions: { actions: 'read', contents: 'read', 'security-events': 'write' },
    },
    { by: 'docker/login-action', permissions: { packages: 'write' } },
    { by: 'docker/login-action', permissions: {} },
    { by: 'anchore/sbom-action', permissions: { contents: 'write', actions: 'read' } },
    { by: 'codecov/codecov-action', permissions: { 'id-token': 'write' } },
    {
      by: 'actions/attest',
      permissions: { 'artifact-metadata': 'write', attestations: 'write', 'id-token': 'write' },
    },
    { by: 'actions/attest', permissions: { attestations: 'write', 'id-token': 'write' } },
  ]);
});

test.each<[() => unknown, string]>([
  [
    () => Action.of({ pin: { uses: 'actions/checkout@v7' }, runs: 'node24', inputs: {} }),
    'ActionReference: expected "owner/repository@<40 hex digits> # <version>", got "actions/checkout@v7"; a branch or tag can be moved to other code; ask: git ls-remote https://github.com/OWNER/REPOSITORY TAG^{}',
  ],
  [
    () => ActionReference.of('aquasecurity/trivy-action@ddb9da4475c1cef7d5389062bdfdfbdbd1394648 # v0.34.2'),
    'ActionReference: expected a commit that steals no secrets (CVE-2026-33634), got "aquasecurity/trivy-action@ddb9da4475c1cef7d5389062bdfdfbdbd1394648 # v0.34.2"',
  ],
  [
    () => ActionReference.of(`aquasecurity/setup-trivy@${'0123456789abcdef0123'.repeat(2)} # v0.2.5`),
    'ActionReference: expected v0.2.6 or newer (CVE-2026-33634), got "aquasecurity/setup-trivy@0123456789abcdef01230123456789abcdef0123 # v0.2.5"; a thief has moved the tags before it to code of his own',
  ],
  [
    () => trivy.step({ with: { severity: ['HIGH,LOW'] } })._render('Job scan.steps[0]', () => false),
    'Job scan.steps[0].with.severity: expected entries without a comma, got "HIGH,LOW"',
  ],
  [
    () => trivy.step({ with: { output: '${{ github.sha }}' } })._render('Job scan.steps[0]', () => false),
    'Job scan.steps[0].with.output: expected a text without GitHub expressions, got "${{ github.sha }}"; pass the expression itself, or text`…`',
  ],
  [
    () => codecov.step({ with: JSON.parse('{ "file": "x" }') as { files: string[] } }),
    'Step codecov.with: expected some of directory, disable_search, disable_telem, dry_run, env_vars, exclude, fail_ci_if_error, files, flags, handle_no_reports_found, name, network_filter, network_prefix, override_branch, override_build, override_build_url, override_commit, override_pr, plugins, report_type, root_dir, slug, token, url, use_oidc, verbose, version, working-directory, got "file"',
  ],
  [
    () => uploadSarif.step({ with: JSON.parse('{}') as { sarif_file: string } }),
    'Step upload-sarif.with.sarif_file: expected a value, got nothing',
  ],
  [
    () => checkout.step({ env: { GITHUB_SHA: 'x' } })._render('Step', () => false),
    'Step.env: expected letters, digits and "_", no name that runners set, got "GITHUB_SHA"',
  ],
])('refuses step %#', (make, message) => {
  expect(make).toThrow(message);
});

test.each([
  ['aquasecurity/trivy-action', 'v0.34.2', true],
  ['AquaSecurity/Trivy-Action', 'v0.9', true],
  ['aquasecurity/trivy-action', 'v0.35.0', false],
  ['aquasecurity/trivy-action', 'v1', false],
  ['tj-actions/changed-files', 'v46', false],
  ['tj-actions/changed-files', 'v45', true],
  ['tj-actions/changed-files', 'v46.0.1', false],
  ['tj-actions/changed-files', 'main', false],
  ['actions-cool/issues-helper', 'v1.0.0', false],
])('%s %s comes before the first safe release: %s', (repository, version, expected) => {
  const theft = tryTheft(repository);
  expect(theft && isBeforeSafe(theft, version)).toBe(expected);
});
