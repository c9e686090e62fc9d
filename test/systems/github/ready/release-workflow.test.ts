import { RootConstruct } from 'constructs';
import { GitHubRef, ImageRepository, TagFamily } from '../../../../lib/model';
import {
  RegistryLogin,
  ReleaseWorkflow,
  type ReleaseWorkflowProps,
  Runner,
  Slack,
} from '../../../../lib/systems/github';
import { ancestorsOf, stepOf, textsOf, workflowOf } from './rendered';
import { ghcr, PROMOTION, RELEASE } from './scenes';

const release = (props: Partial<ReleaseWorkflowProps> = {}) =>
  workflowOf((files) => new ReleaseWorkflow(files, 'release', { ...RELEASE, ...props }), 'release.yaml');
const made = (props: Partial<ReleaseWorkflowProps> = {}): ReleaseWorkflow =>
  new ReleaseWorkflow(new RootConstruct(), 'release', { ...RELEASE, ...props });

const ECR = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/order-service';

test('goes from tests to promotion in one order', () => {
  const { jobs, on, permissions, concurrency } = release({ promotion: PROMOTION });
  expect({ on, permissions, concurrency }).toEqual({
    on: { push: { branches: ['main'] } },
    permissions: {},
    concurrency: { group: 'release-${{ github.sha }}', 'cancel-in-progress': false, queue: 'max' },
  });
  expect(Object.fromEntries(Object.entries(jobs).map(([id, { needs = [] }]) => [id, needs]))).toEqual({
    lint: [],
    test: [],
    'build-amd64': ['lint', 'test'],
    'build-arm64': ['lint', 'test'],
    'scan-amd64': ['build-amd64'],
    'scan-arm64': ['build-arm64'],
    index: ['build-amd64', 'build-arm64', 'scan-amd64', 'scan-arm64'],
    sign: ['index', 'scan-amd64', 'scan-arm64'],
    attest: ['index', 'sign'],
    tag: ['index', 'attest'],
    promote: ['index', 'tag'],
    findings: ['lint', 'scan-amd64', 'scan-arm64'],
  });
  const order = ['test', 'build-arm64', 'scan-arm64', 'index', 'sign', 'attest', 'tag', 'promote'];
  order.forEach((id, i) => expect([...ancestorsOf(jobs, id)]).toEqual(expect.arrayContaining(order.slice(0, i))));
});

test('gives each job what its steps ask for, and no more', () => {
  const grants = (props: Partial<ReleaseWorkflowProps>): object =>
    Object.fromEntries(
      Object.entries(release({ promotion: PROMOTION, ...props }).jobs).map(([id, { permissions }]) => [
        id,
        permissions,
      ]),
    );
  const identity = { 'id-token': 'write' };
  const findings = { actions: 'read', contents: 'read', 'security-events': 'write' };
  const attest = { 'artifact-metadata': 'write', attestations: 'write', ...identity };
  expect(grants({ platforms: { 'linux/arm64': Runner.ubuntuArm } })).toEqual({
    lint: { contents: 'read' },
    test: { contents: 'read' },
    'build-arm64': { contents: 'read', ...identity },
    'scan-arm64': identity,
    sign: identity,
    attest,
    tag: identity,
    promote: { actions: 'write' },
    findings,
  });
  expect(grants({ platforms: { 'linux/arm64': Runner.ubuntuArm }, registry: ghcr })).toEqual({
    lint: { contents: 'read' },
    test: { contents: 'read' },
    'build-arm64': { contents: 'read', packages: 'write' },
    'scan-arm64': { packages: 'read' },
    sign: { ...identity, packages: 'write' },
    attest: { ...attest, packages: 'write' },
    tag: { packages: 'write' },
    promote: { actions: 'write' },
    findings,
  });
});

test('builds each platform on a machine of its own, without cache, and pushes no tag', () => {
  const { jobs } = release();
  expect([jobs['build-amd64']?.['runs-on'], jobs['build-arm64']?.['runs-on']]).toEqual([
    'ubuntu-24.04',
    'ubuntu-24.04-arm',
  ]);
  expect(stepOf(jobs['build-arm64'], 'Build and push by digest')?.with).toEqual({
    'build-args': 'VERSION=${{ github.sha }}\nREVISION=${{ github.sha }}',
    context: '.',
    labels:
      'org.opencontainers.image.revision=${{ github.sha }}\n' +
      'org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}',
    outputs: `type=image,name=${ECR},push-by-digest=true,push=true`,
    platforms: 'linux/arm64',
    provenance: 'false',
  });
  const texts = textsOf((files) => new ReleaseWorkflow(files, 'release', { ...RELEASE, promotion: PROMOTION }));
  expect(Object.values(texts).filter((text) => /actions\/cache|type=gha/.test(text))).toEqual([]);
});

test('scans, lists, signs, describes and tags the digest that was built', () => {
  const { jobs } = release();
  const built = `${ECR}@\${{ needs.build-arm64.outputs.digest }}`;
  const joined = `${ECR}@\${{ needs.index.outputs.digest }}`;
  const gate = stepOf(jobs['scan-arm64'], 'Fail on vulnerabilities that are high or worse');
  expect(gate?.with).toMatchObject({
    'image-ref': built,
    'exit-code': '1',
    severity: 'HIGH,CRITICAL',
    format: 'table',
  });
  expect(stepOf(jobs['scan-arm64'], 'List what the image is made of')?.with).toMatchObject({ image: built });
  expect(stepOf(jobs['sign'], 'Sign the image')).toEqual({
    name: 'Sign the image',
    shell: 'bash',
    env: { IMAGE: joined },
    run: 'set -euo pipefail\ncosign sign --yes --oidc-provider github-actions "$IMAGE"\n',
  });
  expect(stepOf(jobs['attest'], 'State what arm64 is made of')).toEqual({
    name: 'State what arm64 is made of',
    shell: 'bash',
    env: { IMAGE: joined },
    run:
      'set -euo pipefail\n' +
      'cosign attest --yes --type spdxjson --predicate sbom/sbom-arm64.spdx.json --oidc-provider github-actions "$IMAGE"\n',
  });
  expect(stepOf(jobs['attest'], 'State how it was built')?.with).toEqual({
    'subject-digest': '${{ needs.index.outputs.digest }}',
    'subject-name': ECR,
    'push-to-registry': true,
  });
  expect(jobs['tag']?.steps.at(-1)).toEqual({
    name: 'Tag sha-${{ github.sha }}',
    shell: 'bash',
    env: { TAGGED: `${ECR}:sha-\${{ github.sha }}`, IMAGE: joined },
    run: 'set -euo pipefail\ndocker buildx imagetools create --prefer-index=false \\\n  --tag "$TAGGED" "$IMAGE"\n',
  });
});

test('joins the platforms without a tag', () => {
  expect(stepOf(release().jobs['index'], 'Join the platforms')).toEqual({
    name: 'Join the platforms',
    id: 'index',
    shell: 'bash',
    env: {
      BUILD_AMD64: `${ECR}@\${{ needs.build-amd64.outputs.digest }}`,
      BUILD_ARM64: `${ECR}@\${{ needs.build-arm64.outputs.digest }}`,
    },
    run: [
      'set -euo pipefail',
      'index="$(docker buildx imagetools create --dry-run "$BUILD_AMD64" "$BUILD_ARM64")"',
      'digest="sha256:$(printf %s "${index}" | sha256sum | cut -d \' \' -f 1)"',
      `docker buildx imagetools create --tag ${ECR}"@\${digest}" "$BUILD_AMD64" "$BUILD_ARM64"`,
      `docker buildx imagetools inspect ${ECR}"@\${digest}"`,
      'printf \'digest=%s\\n\' "${digest}" >> "${GITHUB_OUTPUT}"',
      '',
    ].join('\n'),
  });
});

test('tells the workflow of promotions what was released', () => {
  expect(release({ promotion: PROMOTION, branch: 'trunk' }).jobs['promote']?.steps).toEqual([
    {
      name: 'Start the promotion',
      shell: 'bash',
      env: {
        GH_TOKEN: '${{ github.token }}',
        REPOSITORY: '${{ github.repository }}',
        DIGEST_FIELD: 'digest=${{ needs.index.outputs.digest }}',
        COMMIT_FIELD: 'commit=${{ github.sha }}',
        NUMBER_FIELD: 'number=${{ github.run_number }}',
      },
      run: [
        'set -euo pipefail',
        'gh workflow run promote.yaml --repo "$REPOSITORY" --ref trunk \\',
        '  --raw-field "$DIGEST_FIELD" \\',
        '  --raw-field "$COMMIT_FIELD" \\',
        '  --raw-field "$NUMBER_FIELD"',
        '',
      ].join('\n'),
    },
  ]);
});

test('knows who signs, and which jobs enter the registry', () => {
  const { signsAs, identities } = made({ promotion: PROMOTION, branch: 'trunk' });
  expect(String(signsAs)).toBe(
    'https://github.com/acme/order-service/.github/workflows/release.yaml@refs/heads/trunk (issuer https://token.actions.githubusercontent.com)',
  );
  expect(identities.map(String)).toEqual([
    'acme/order-service/.github/workflows/release.yaml at refs/heads/trunk',
    'acme/order-service/.github/workflows/promote.yaml at refs/heads/trunk',
    'acme/order-service/.github/workflows/promote.yaml at refs/heads/trunk',
  ]);
  expect(identities.map(({ environment }) => environment)).toEqual([undefined, 'staging', 'production']);
  expect(identities[0]?.refs.map(String)).toEqual([String(GitHubRef.branch('trunk'))]);
});

test('tells Slack of a failure from an environment of its own', () => {
  const { jobs } = release({ slack: Slack.webhook({ secret: 'SLACK_WEBHOOK_URL', environment: 'notifications' }) });
  expect(jobs['notify']).toMatchObject({ if: 'failure()', permissions: {}, environment: 'notifications' });
  expect(jobs['notify']?.needs).toEqual(Object.keys(jobs).filter((id) => id !== 'notify' && id !== 'findings'));
});

test('a moving tag is put beside that of the commit', () => {
  const names = release({ tags: [TagFamily.commit, TagFamily.moving('main')] }).jobs['tag']?.steps.map(
    ({ name }) => name,
  );
  expect(names?.slice(-2)).toEqual(['Tag sha-${{ github.sha }}', 'Tag main']);
});

test.each<readonly [string, () => unknown, string]>([
  [
    'a service',
    () => made({ service: 'Order' }),
    'ReleaseWorkflow.service: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Order"',
  ],
  [
    'a release tag',
    () => made({ tags: [TagFamily.commit, TagFamily.release] }),
    'ReleaseWorkflow.tags: expected the family of commits, and tags that move, got "release"',
  ],
  [
    'no tag of the commit',
    () => made({ tags: [TagFamily.moving('main')] }),
    'ReleaseWorkflow.tags: expected TagFamily.commit among them, got ["moving main"]',
  ],
  ['no platform', () => made({ platforms: {} }), 'ReleaseWorkflow.platforms: expected at least one platform, got {}'],
  [
    'another registry as ECR',
    () => RegistryLogin.ecr(ImageRepository.at('ghcr.io/acme/a'), { arn: 'arn' }),
    'RegistryLogin.ecr: expected a repository of Amazon ECR, got "ghcr.io/acme/a"',
  ],
  [
    'another registry as that of GitHub',
    () => RegistryLogin.gitHub(ImageRepository.at('quay.io/acme/a')),
    'RegistryLogin.gitHub: expected a repository of ghcr.io, got "quay.io/acme/a"',
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(message);
});
