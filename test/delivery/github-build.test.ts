import { type DeliveryProps, Duration, GitHubBuild, type GitHubGoBuildProps, ImageRepository } from '../../lib';
import { fieldText } from '../../lib/assembly';
import { GitHubOidcProvider, State } from '../../lib/systems/aws';
import { type Made, orderService } from './order-service';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ci/order-service-release`;
const GHCR = ImageRepository.at('ghcr.io/acme/order-service');
const registry = {
  state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region: 'eu-west-1' }),
  retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
};

function builtByGitHub(props: Partial<GitHubGoBuildProps> = {}, delivery: Partial<DeliveryProps> = {}): Made {
  const build = GitHubBuild.go({ gitOpsApp: { clientId: 'Iv23liA1b2C3d4E5f6G7' }, ...props });
  return orderService(() => ({ build, ...delivery }));
}

const { program, delivery } = builtByGitHub({}, { registry });
const assembly = program.assemble();

function contentOf(path: string): string {
  return assembly.files.all.find((file) => file.path === path)?.content ?? '';
}

test('finds nothing wrong with itself', () => {
  const { findings, accepted } = program.audit(assembly);
  expect({ findings, accepted }).toEqual({ findings: [], accepted: [] });
});

test('writes files into the repository of the service, and nothing into a cluster', () => {
  expect(assembly.files.all.map(({ repository, path }) => `${repository} ${path}`)).toEqual([
    'acme/order-service Dockerfile',
    'acme/order-service .dockerignore',
    'acme/order-service .github/workflows/ci.yaml',
    'acme/order-service .github/workflows/release.yaml',
    'acme/order-service .github/workflows/promote.yaml',
  ]);
  expect([...new Set(assembly.manifests.all.map(({ environment }) => environment))]).toEqual(['staging', 'production']);
});

test('lets every environment trust the workflow that releases, and ask for what it states', () => {
  const { subject, issuer } = delivery.signsAs.certificate ?? {};
  expect({ subject, issuer }).toEqual({
    subject: 'https://github.com/acme/order-service/.github/workflows/release.yaml@refs/heads/main',
    issuer: 'https://token.actions.githubusercontent.com',
  });
  const policies = assembly.manifests.all.filter(({ object }) => object.kind === 'ImageValidatingPolicy');
  const text = JSON.stringify(policies);
  expect(text.match(/"subject":"[^"]*"/g)).toEqual(Array(6).fill(`"subject":"${subject ?? ''}"`));
  expect(text.match(/"type":"https:\/\/spdx[^"]*"/g)).toEqual(Array(6).fill('"type":"https://spdx.dev/Document"'));
});

test('promotes through the environments in their order, to the folders that they are completed by', () => {
  const promote = contentOf('.github/workflows/promote.yaml');
  expect(promote.match(/^ {2}promote-[a-z]+:/gm)).toEqual(['  promote-staging:', '  promote-production:']);
  const { all } = assembly.manifests;
  const components = all.flatMap(({ object }) => (object as { components?: string[] }).components ?? []);
  expect(components).toEqual(['../../../promoted/staging/order-service', '../../../promoted/production/order-service']);
  for (const component of components) expect(promote).toContain(component.replace('../../../', ''));
});

test('makes the registry with one role, whose name the workflows know and which knows the workflows', () => {
  const { terraform } = assembly;
  const [role, ...others] = terraform.resources('aws_iam_role');
  const jobs = ['release.yaml', 'promote.yaml'].map((file) => contentOf(`.github/workflows/${file}`));
  expect([role?.name, ...others]).toEqual(['order-service-release']);
  expect(jobs.map((text) => [...new Set(text.match(/(?<=role-to-assume: ).*/g))])).toEqual([[ROLE], [ROLE]]);
  const trust = fieldText(role?.body['assume_role_policy']);
  expect([...new Set(trust.match(/\w+\.yaml@[\w/]+|environment:\w+/g))]).toEqual([
    'release.yaml@refs/heads/main',
    'promote.yaml@refs/heads/main',
    'environment:staging',
    'environment:production',
  ]);
  expect(terraform.resources('aws_iam_openid_connect_provider').map(({ name }) => name)).toEqual(['github']);
});

test('takes the name of the role, and the provider that the account has already', () => {
  const gitHubProvider = GitHubOidcProvider.existing(ACCOUNT);
  const { program } = builtByGitHub({ role: 'orders' }, { registry: { ...registry, gitHubProvider } });
  const { terraform, files } = program.assemble();
  expect(terraform.resources('aws_iam_role').map(({ name }) => name)).toEqual(['orders']);
  expect(terraform.resources('aws_iam_openid_connect_provider')).toEqual([]);
  expect(files.all.some(({ content }) => content.includes(`arn:aws:iam::${ACCOUNT}:role/ci/orders\n`))).toBe(true);
});

test('releases versions by their tags, and whatever trusts the build trusts those tags', () => {
  const { program, delivery } = builtByGitHub({ releases: 'versions' }, { registry });
  const { manifests, terraform, files } = program.assemble();
  expect(program.audit().findings).toEqual([]);
  const release = files.all.find(({ path }) => path === '.github/workflows/release.yaml')?.content ?? '';
  expect(release).toContain('  push:\n    tags:\n      - v[0-9]+.[0-9]+.[0-9]+\n');
  const subject =
    '^https://github\\.com/acme/order-service/\\.github/workflows/release\\.yaml@refs/tags/v[0-9]+\\.[0-9]+\\.[0-9]+$';
  expect(delivery.signsAs.certificate?.subjectRegExp).toBe(subject);
  const policies = JSON.stringify(
    manifests.of('policies.kyverno.io/ImageValidatingPolicy').map(({ object }) => object),
  );
  expect(policies).toContain(
    JSON.stringify({ issuer: 'https://token.actions.githubusercontent.com', subjectRegExp: subject }),
  );
  const [role] = terraform.resources('aws_iam_role');
  expect(fieldText(role?.body['assume_role_policy'])).toContain('release.yaml@refs/tags/v*');
});

test("needs no role for GitHub's own registry", () => {
  const { program } = builtByGitHub({}, { image: GHCR });
  expect(program.audit().findings).toEqual([]);
  expect(program.assemble().files.all.filter(({ content }) => content.includes('role-to-assume'))).toEqual([]);
});

test('compiles and checks what it is told to, on the branch it is told', () => {
  const { program, delivery } = builtByGitHub({
    branch: 'trunk',
    program: { main: './cmd/server' },
    language: { packages: ['./internal/...'] },
    codeScanning: false,
  });
  const contents = program.assemble().files.all.map(({ content }) => content);
  const holding = (text: string): boolean[] => contents.map((content) => content.includes(text));
  expect(delivery.signsAs.certificate?.subject).toMatch(/@refs\/heads\/trunk$/);
  expect(holding('./cmd/server')).toEqual([true, false, false, false, false]);
  expect(holding('./internal/...')).toEqual([false, false, true, true, false]);
  expect(holding('security-events')).toEqual([false, false, false, false, false]);
});

test.each([
  [
    'a role beside a registry that takes none',
    () => builtByGitHub({ role: 'orders' }, { image: GHCR }),
    'GitHubBuild.role: expected none beside a registry other than Amazon ECR, got "orders"',
  ],
  [
    'a role that IAM would refuse',
    () => builtByGitHub({ role: 'the orders' }),
    'GitHubBuild.role: expected 1 to 64 letters, digits, "-" and "_", beginning with a letter, got "the orders"',
  ],
  [
    'a registry that jobs cannot log in to',
    () => builtByGitHub({}, { image: ImageRepository.at('quay.io/acme/order-service') }),
    'RegistryLogin.gitHub: expected a repository of ghcr.io, got "quay.io/acme/order-service"',
  ],
  [
    'to make a registry that is not in AWS',
    () => builtByGitHub({}, { image: GHCR, registry }),
    'Delivery.registry: expected an image in Amazon ECR, got "ghcr.io/acme/order-service"; leave `registry` out: another tool makes that one',
  ],
  [
    'a provider that no job of the build asks',
    () => orderService(() => ({ registry: { ...registry, gitHubProvider: GitHubOidcProvider.existing(ACCOUNT) } })),
    'Delivery.registry.gitHubProvider: expected a build by GitHub Actions, got "another build"; leave it out',
  ],
])('refuses %s', (_name, make, message) => {
  expect(make).toThrow(new Error(message));
});
