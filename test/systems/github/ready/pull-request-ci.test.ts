import { RootConstruct } from 'constructs';
import { assemblyOf, audit } from '../../../../lib/audit';
import { Codecov, Language, PullRequestCi, type PullRequestCiProps, Scanner } from '../../../../lib/systems/github';
import { githubRules } from '../../../../lib/systems/github/rules';
import { type RenderedWorkflow, stepOf, textsOf, workflowOf } from './rendered';
import { CI, scenes } from './scenes';

const ci = (props: Partial<PullRequestCiProps> = {}): RenderedWorkflow =>
  workflowOf((files) => new PullRequestCi(files, 'ci', { ...CI, ...props }), 'ci.yaml');

test('a fork gets every check, and reaches nothing', () => {
  const { on, jobs, permissions, concurrency } = ci({ coverage: Codecov.byIdentity() });
  expect({ on, permissions, concurrency }).toEqual({
    on: { pull_request: null, merge_group: { types: ['checks_requested'] } },
    permissions: {},
    concurrency: {
      group: '${{ github.workflow }}-${{ github.ref }}',
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
  });
  const own = 'github.event.pull_request == null || github.event.pull_request.head.repo.full_name == github.repository';
  expect(
    Object.entries(jobs).map(([id, { needs = [], if: condition, permissions }]) => [id, needs, condition, permissions]),
  ).toEqual([
    ['lint', [], undefined, { contents: 'read' }],
    ['test', [], undefined, { contents: 'read' }],
    ['image', [], undefined, { contents: 'read' }],
    [
      'findings',
      ['lint', 'image'],
      `(${own}) && !cancelled()`,
      { actions: 'read', contents: 'read', 'security-events': 'write' },
    ],
    ['coverage', ['test'], own, { contents: 'read', 'id-token': 'write' }],
  ]);
  const forForks = JSON.stringify([jobs['lint'], jobs['test'], jobs['image']]);
  expect(forForks).not.toMatch(/secrets\.|github\.token|id-token/);
});

test('builds for the machine itself, with a cache of the service alone, and scans what was built', () => {
  const { jobs } = ci({ context: 'service', dockerfile: 'service/Dockerfile', target: 'image', buildArgs: { A: 'b' } });
  expect(stepOf(jobs['image'], 'Build the image')?.with).toEqual({
    'build-args': 'VERSION=${{ github.sha }}\nREVISION=${{ github.sha }}\nA=b',
    'cache-from': 'type=gha,scope=order-service',
    'cache-to': 'type=gha,mode=max,scope=order-service',
    context: 'service',
    file: 'service/Dockerfile',
    labels:
      'org.opencontainers.image.revision=${{ github.sha }}\n' +
      'org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}',
    load: true,
    platforms: 'linux/amd64',
    provenance: 'false',
    tags: 'order-service:pull-request',
    target: 'image',
  });
  expect(stepOf(jobs['image'], 'Report vulnerabilities')?.with).toEqual({
    'scan-type': 'image',
    'image-ref': 'order-service:pull-request',
    'exit-code': '0',
    'ignore-unfixed': true,
    format: 'sarif',
    output: 'scan-amd64.sarif',
    scanners: 'vuln',
    version: expect.stringMatching(/^v\d/),
    cache: false,
  });
  expect(stepOf(jobs['findings'], 'Show report-amd64')).toMatchObject({
    if: "hashFiles('report-amd64/scan-amd64.sarif') != ''",
    with: { sarif_file: 'report-amd64/scan-amd64.sarif', category: 'report-amd64' },
  });
});

test('Grype reports and decides at once', () => {
  const { jobs } = ci({ scanner: Scanner.grype({ failOn: 'critical', ignoreUnfixed: false }) });
  expect(stepOf(jobs['image'], 'Fail on vulnerabilities that are critical or worse')?.with).toEqual({
    image: 'order-service:pull-request',
    'fail-build': true,
    'output-format': 'sarif',
    'output-file': 'scan-amd64.sarif',
    'severity-cutoff': 'critical',
    'only-fixed': false,
    'grype-version': expect.stringMatching(/^v\d/),
  });
});

test('runs what each language says, in the image of its tool', () => {
  const runs = (language: Language): object =>
    Object.fromEntries(
      Object.entries(ci({ language, codeScanning: false }).jobs).flatMap(([id, { steps, container }]) =>
        id === 'image' ? [] : [[id, [container?.image.split(':')[0], ...steps.flatMap(({ run }) => run ?? [])]]],
      ),
    );
  const script = (line: string): string => `set -euo pipefail\n${line}\n`;
  const install = script('npm ci --no-audit --no-fund --ignore-scripts');
  expect(runs(Language.node())).toEqual({
    lint: ['docker.io/library/node', install, script('npm exec --no -- eslint --max-warnings=0 .')],
    test: ['docker.io/library/node', install, script('npm run test')],
  });
  const maven = (goal: string): string => script(`mvn --batch-mode --no-transfer-progress --strict-checksums ${goal}`);
  expect(runs(Language.java())).toEqual({
    lint: ['docker.io/library/maven', maven('checkstyle:check')],
    test: ['docker.io/library/maven', maven('verify')],
  });
  expect(runs(Language.python())).toMatchObject({
    lint: [
      undefined,
      expect.stringMatching(
        /^set -euo pipefail\ndocker run --rm --network none --volume "\$\{PWD\}:\/checkout:ro" --workdir \/checkout \\\n {2}--entrypoint \/ruff ghcr\.io\/astral-sh\/ruff:[\d.]+@sha256:[0-9a-f]{64} check --no-cache --no-fix \.\n$/,
      ),
      expect.stringContaining('format --no-cache --diff .'),
    ],
  });
});

test('a token for Codecov is a secret of an environment', () => {
  const { jobs } = ci({ coverage: Codecov.byToken({ secret: 'CODECOV_TOKEN', environment: 'coverage' }) });
  expect(jobs['coverage']).toMatchObject({ environment: 'coverage', permissions: { contents: 'read' } });
  expect(stepOf(jobs['coverage'], 'Send the coverage')?.with).toMatchObject({ token: '${{ secrets.CODECOV_TOKEN }}' });
});

const found = (files: Readonly<Record<string, string>>): readonly string[] =>
  audit(assemblyOf({ files }), githubRules, []).findings.map(({ rule, message }) => `${rule}: ${message}`);

test.each(Object.entries(scenes))('the rules find nothing: %s', (_name, make) => {
  const files = textsOf(make);
  expect(Object.keys(files).length).toBeGreaterThan(1);
  expect(found(files)).toEqual([]);
});

test('the rules do read them', () => {
  const files = textsOf((scope) => new PullRequestCi(scope, 'ci', CI));
  const floating = Object.entries(files).map(([path, text]) => [
    path,
    text.replace(/checkout@\w+ # v7[.\d]+/, 'checkout@v7'),
  ]);
  expect(found(Object.fromEntries(floating)).length).toBeGreaterThan(0);
});

test('refuses coverage that a language does not measure', () => {
  const make = (): unknown =>
    new PullRequestCi(new RootConstruct(), 'ci', {
      ...{ ...CI, language: Language.node() },
      coverage: Codecov.byIdentity(),
    });
  expect(make).toThrow(
    'PullRequestCi.coverage: expected a language that measures it by itself: go or python, got "node"',
  );
});
