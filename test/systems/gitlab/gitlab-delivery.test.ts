import { RepositoryFiles } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { GitLabProject, ImageRepository } from '../../../lib/model';
import { GitLabDelivery, type GitLabDeliveryProps, RegistryLogin } from '../../../lib/systems/gitlab';
import { gitlabRules } from '../../../lib/systems/gitlab/rules';
import { Language } from '../../../lib/tools';
import { fileOf, root } from './rendered';

const ECR = ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'order-service' });
const ROLE = { arn: 'arn:aws:iam::111122223333:role/ci/order-service' };
const OWN = ImageRepository.at('registry.gitlab.com/acme/order-service');

const PROPS: GitLabDeliveryProps = {
  project: GitLabProject.of('acme/order-service', { id: 42 }),
  service: 'order-service',
  language: Language.go(),
  registry: RegistryLogin.ecr(ECR, ROLE),
  promotion: {
    gitOps: { url: 'https://gitlab.com/acme/gitops.git' },
    targets: [
      { environment: 'staging', folder: 'promoted/staging/order-service' },
      { environment: 'production', folder: 'promoted/production/order-service', manual: true },
    ],
  },
};

interface RenderedJob {
  readonly needs: readonly { readonly job: string; readonly artifacts: boolean }[];
  readonly rules?: readonly object[];
  readonly id_tokens?: Readonly<Record<string, object>>;
  readonly resource_group?: string;
  readonly interruptible: boolean;
  readonly script: readonly string[];
}

function delivered(props: Partial<GitLabDeliveryProps> = {}) {
  const scope = root();
  const delivery = new GitLabDelivery(scope, 'delivery', { ...PROPS, ...props });
  const { text, path, value } = fileOf(scope);
  const { workflow, stages, ...jobs } = value as Readonly<Record<string, unknown>>;
  return { delivery, text, path, workflow, stages, jobs: jobs as Readonly<Record<string, RenderedJob>> };
}

const MAIN = [{ if: '$CI_COMMIT_BRANCH == "main"' }];

test('goes from tests to promotion in one order, with tokens on the branch alone', () => {
  const { delivery, jobs, stages } = delivered();
  expect(stages).toEqual(['check', 'build', 'secure', 'promote']);
  const graph = Object.entries(jobs).map(
    ([name, { needs, rules, id_tokens: tokens, resource_group: group, interruptible }]) => ({
      name,
      needs: needs.map(({ job, artifacts }) => (artifacts ? `${job} with files` : job)),
      rules,
      tokens: Object.keys(tokens ?? {}),
      ...(group === undefined ? {} : { group, interruptible }),
    }),
  );
  expect(graph).toEqual([
    { name: 'test', needs: [], rules: undefined, tokens: [] },
    { name: 'lint', needs: [], rules: undefined, tokens: [] },
    { name: 'build', needs: ['test', 'lint'], rules: MAIN, tokens: ['AWS_ID_TOKEN'] },
    { name: 'scan', needs: ['build with files'], rules: MAIN, tokens: ['AWS_ID_TOKEN'] },
    { name: 'sbom', needs: ['build with files'], rules: MAIN, tokens: ['AWS_ID_TOKEN'] },
    {
      name: 'sign',
      needs: ['build with files', 'scan', 'sbom with files'],
      rules: MAIN,
      tokens: ['AWS_ID_TOKEN', 'SIGSTORE_ID_TOKEN'],
    },
    {
      name: 'promote-staging',
      needs: ['build with files', 'sign'],
      rules: MAIN,
      tokens: ['AWS_ID_TOKEN'],
      group: 'staging',
      interruptible: false,
    },
    {
      name: 'promote-production',
      needs: ['build with files', 'promote-staging'],
      rules: [{ ...MAIN[0], when: 'manual', allow_failure: false }],
      tokens: ['AWS_ID_TOKEN'],
      group: 'production',
      interruptible: false,
    },
  ]);
  expect(String(delivery.signsAs)).toBe(
    'https://gitlab.com/acme/order-service//.gitlab-ci.yml@refs/heads/main (issuer https://gitlab.com)',
  );
  expect(delivery.identity.subjects).toEqual(['project_path:acme/order-service:ref_type:branch:ref:main']);
  expect(delivery.pipeline.resourceGroups).toEqual(['staging', 'production']);
});

test('builds a commit once, and hands the image on by digest', () => {
  const [script = ''] = delivered().jobs['build']?.script ?? [];
  expect(script.split('\n').slice(2)).toEqual([
    'mkdir -p /var/tmp/buildah',
    'AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)"',
    'AWS_ROLE_SESSION_NAME="gitlab-${CI_PROJECT_ID}-${CI_JOB_ID}"',
    'export AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_SESSION_NAME',
    'printf %s "${AWS_ID_TOKEN}" > "${AWS_WEB_IDENTITY_TOKEN_FILE}"',
    'DOCKER_CONFIG="$(mktemp -d)"',
    'REGISTRY_AUTH_FILE="${DOCKER_CONFIG}/config.json"',
    'export DOCKER_CONFIG REGISTRY_AUTH_FILE',
    `aws ecr get-login-password --region eu-west-1 | buildah login --username AWS --password-stdin ${ECR.registry}`,
    'tag=sha-"${CI_COMMIT_SHA:-}"',
    'digest="$(aws ecr batch-get-image --region eu-west-1 --repository-name order-service --accepted-media-types application/vnd.oci.image.index.v1+json application/vnd.oci.image.manifest.v1+json application/vnd.docker.distribution.manifest.list.v2+json application/vnd.docker.distribution.manifest.v2+json --output text --image-ids imageTag="${tag}" --query \'images[0].imageId.imageDigest\')"',
    'case "${digest}" in (sha256:*) ;; (*) digest= ;; esac',
    'if [ -n "${digest}" ]; then echo "an earlier pipeline has pushed this commit: ${digest}"; else',
    `buildah build --file ./Dockerfile --tag ${ECR.address}:sha-"\${CI_COMMIT_SHA:-}" --label org.opencontainers.image.revision="\${CI_COMMIT_SHA:-}" --label org.opencontainers.image.source=https://gitlab.com/acme/order-service .`,
    `buildah push --digestfile /var/tmp/buildah/digest ${ECR.address}:sha-"\${CI_COMMIT_SHA:-}"`,
    'digest="$(cat /var/tmp/buildah/digest)"',
    'fi',
    `printf 'IMAGE=%s@%s\\n' ${ECR.address} "\${digest}" > outputs.env`,
    '',
  ]);
});

test('builds with BuildKit where that is wanted, as an ordinary user', () => {
  const { jobs } = delivered({ registry: RegistryLogin.gitLab(OWN), builder: 'buildkit' });
  expect(jobs['build']).toMatchObject({
    image: { name: expect.stringMatching(/moby\/buildkit:\S*rootless@sha256:/) as string, entrypoint: [''] },
    variables: { BUILDKITD_FLAGS: '--oci-worker-no-process-sandbox', HOME: '/home/user' },
  });
  expect(jobs['build']?.script.join('\n')).toContain('buildctl-daemonless.sh build');
  expect(() => delivered({ builder: 'buildkit' })).toThrow(
    'GitLabDelivery.builder: expected buildah beside Amazon ECR, got "buildkit"; its image has no AWS CLI to log in with',
  );
});

test('scans, lists and signs the digest', () => {
  const { jobs } = delivered();
  const last = (name: string, count: number): readonly string[] =>
    (jobs[name]?.script[0] ?? '').trimEnd().split('\n').slice(-count);
  expect([...last('scan', 2), ...last('sbom', 1), ...last('sign', 2)]).toEqual([
    'trivy image --image-src remote --scanners vuln --ignore-unfixed --format sarif --output scan.sarif "${IMAGE:-}"',
    'trivy image --image-src remote --scanners vuln --ignore-unfixed --severity HIGH,CRITICAL --exit-code 1 "${IMAGE:-}"',
    'syft scan --from registry --output spdx-json=sbom.spdx.json "${IMAGE:-}"',
    'cosign sign --yes "${IMAGE:-}"',
    'cosign attest --yes --type spdxjson --predicate sbom.spdx.json "${IMAGE:-}"',
  ]);
});

test('the registry of GitLab takes the password of the job, and no token', () => {
  const { jobs, stages } = delivered({
    registry: RegistryLogin.gitLab(OWN),
    language: Language.python(),
    promotion: undefined,
  });
  expect(stages).toEqual(['check', 'build', 'secure']);
  expect(Object.entries(jobs).flatMap(([name, { id_tokens: tokens }]) => (tokens ? [[name, tokens]] : []))).toEqual([
    ['sign', { SIGSTORE_ID_TOKEN: { aud: 'sigstore' } }],
  ]);
  expect(jobs['sign']?.script[0]).toContain('printf %s "${CI_REGISTRY_PASSWORD}" |\n  buildah login');
  expect(jobs['test']).toMatchObject({
    artifacts: {
      reports: { junit: 'tests.xml', coverage_report: { coverage_format: 'cobertura', path: 'coverage.xml' } },
    },
  });
});

test.each([
  ['ECR', {}],
  ['the registry of GitLab', { registry: RegistryLogin.gitLab(OWN), language: Language.node() }],
  ['no environment', { promotion: undefined, language: Language.java() }],
] as const)('no rule finds anything in a delivery with %s', (_, props) => {
  const { text, path } = delivered(props);
  const files = new RepositoryFiles([
    { repository: 'acme/order-service', path, content: text, origin: { file: path } },
  ]);
  const assembly = { ...assemblyOf({}), files };
  expect(gitlabRules.flatMap((rule) => rule.check(assembly).map(({ message }) => `${rule.id}: ${message}`))).toEqual(
    [],
  );
});

test('refuses what cannot be delivered', () => {
  expect(() => RegistryLogin.ecr(OWN, ROLE)).toThrow(
    new Error('RegistryLogin.ecr: expected a repository of Amazon ECR, got "registry.gitlab.com/acme/order-service"'),
  );
  const gitOps = { url: 'https://token@gitlab.com/acme/gitops.git' };
  expect(() => delivered({ promotion: { gitOps, targets: [{ environment: 'staging', folder: 'a' }] } })).toThrow(
    new Error(
      'GitLabDelivery.gitOps.url: expected an https address without credentials, got "https://token@gitlab.com/acme/gitops.git"',
    ),
  );
  const project = GitLabProject.of('acme/a', { id: 1, instance: 'https://gitlab.example.com' });
  expect(() => delivered({ project })).toThrow(
    new Error(
      'GitLabPipelineIdentity.signsAs: expected a project of https://gitlab.com, got "https://gitlab.example.com"; the public Fulcio knows no other instance: sign with a key',
    ),
  );
});
