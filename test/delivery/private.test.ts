import { orderService, type Place } from '../../apps/order-service';
import { Cluster, GitHubRepository, Grype, ImageRepository, Program, Toolbox } from '../../lib';
import { type KubernetesObject } from '../../lib/assembly';
import { RegistryCredentials, SigstoreRoots } from '../../lib/systems/kyverno';
import { Certificates, Sigstore } from '../../lib/systems/tekton';

const server = 'github.example.com';
const registry = 'registry.example.com';
const gateway = { name: 'public', namespace: 'gateways' };
const TUF_ROOT = JSON.stringify({ signed: { _type: 'root' } });
const roots = SigstoreRoots.tuf({ mirror: 'https://tuf.example.com', root: TUF_ROOT });
const sigstore = Sigstore.own({ configMap: 'sigstore' });

/** A company that runs everything itself, in a network without internet. */
const PRIVATE: Place = {
  cluster: Cluster.of('build', 'https://kubernetes.example.com'),
  source: GitHubRepository.of('acme/order-service', { id: 12, ownerId: 3, server }),
  gitops: GitHubRepository.of('acme/gitops', { id: 13, ownerId: 3, server }),
  image: ImageRepository.at(`${registry}/acme/order-service`),
  roots,
  build: {
    sigstore,
    tools: Toolbox.standard.mirroredTo(registry),
    certificates: Certificates.of({ configMap: 'acme-authorities' }),
    artifactHub: false,
    scanner: new Grype({ databases: 'https://mirror.example.com/grype' }),
    goEnvironment: { GOPROXY: 'https://goproxy.example.com' },
    goResources: { cpu: '600m', memory: '1Gi' },
    buildArgs: { GOPROXY: 'https://goproxy.example.com' },
    webhook: { gateway, hostnames: ['hooks.example.com'] },
  },
  service: { replicas: 4, route: { gateway, hostnames: ['orders.example.com'] } },
};

function program(change: Partial<Place> = {}): Program {
  const made = new Program();
  orderService(made, { ...PRIVATE, ...change });
  return made;
}

const objects = program()
  .assemble()
  .manifests.all.map(({ object }) => object);

function named<T>(kind: string, name: string): T {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found as KubernetesObject & T;
}

test('the audit finds nothing wrong with it', () => {
  const { findings } = program().audit();
  expect(findings.map((one) => `${one.severity} ${one.rule} ${one.message}`)).toEqual([]);
});

test('nothing in it leads to a place outside', () => {
  const text = JSON.stringify(objects);
  const hosts = [...text.matchAll(/(?:https?:\/\/|git@)([\w.-]+)|"image":"([\w.-]+\.[\w.-]+)\//g)].map(
    ([, address, image]) => address ?? image,
  );
  expect([...new Set(hosts)].sort()).toEqual([
    'github.example.com',
    'goproxy.example.com',
    'kubernetes.example.com',
    'kubernetes.io',
    'mirror.example.com',
    'prometheus.observability.svc',
    'registry.example.com',
    'sigstore.dev',
    'spdx.dev',
    'tuf.example.com',
  ]);
  expect(text).not.toContain('"resolver"');
});

interface Graph {
  readonly spec: {
    readonly workspaces: readonly { readonly name: string }[];
    readonly tasks: readonly { readonly name: string; readonly workspaces?: readonly { readonly name: string }[] }[];
  };
}

test('who speaks to the registry gets the docker configuration, and nobody else does', () => {
  const { spec } = named<Graph>('Pipeline', 'order-service');
  expect(spec.workspaces.map(({ name }) => name)).toEqual(['shared', 'source-key', 'gitops-key', 'registry']);
  expect(spec.tasks.map(({ name, workspaces = [] }) => [name, workspaces.map((one) => one.name)])).toEqual([
    ['clone', ['output', 'git']],
    ['test', ['source']],
    ['lint', ['source']],
    ['build', ['source', 'registry']],
    ['scan', ['reports', 'registry']],
    ['sbom', ['reports', 'registry']],
    ['sign', ['registry']],
    ['attest', ['reports', 'registry']],
    ['promote', ['git', 'source', 'registry']],
  ]);
  const promotion = named<Graph>('Pipeline', 'order-service-to-production');
  expect(promotion.spec.tasks.map(({ name, workspaces = [] }) => [name, workspaces.map((one) => one.name)])).toEqual([
    ['clone', ['output', 'git']],
    ['promote', ['git', 'source', 'registry']],
  ]);
});

test('the tests and the linter get the environment and the resources of the place, and no other task does', () => {
  const tasks = program().assemble().manifests.of('tekton.dev/Task');
  const steps = tasks.flatMap(({ object }) =>
    (object.spec.steps ?? []).map(({ env = [], computeResources }) => ({
      task: object.metadata.name,
      proxy: env.find(({ name }) => name === 'GOPROXY')?.value,
      resources: computeResources,
    })),
  );
  const proxy = 'https://goproxy.example.com';
  const resources = { requests: { cpu: '600m', memory: '1Gi' }, limits: { memory: '1Gi' } };
  const touched = steps.filter((step) => step.proxy !== undefined || step.resources?.requests?.cpu === '600m');
  expect(touched).toEqual([
    { task: 'go-test', proxy, resources },
    { task: 'go-lint', proxy, resources },
  ]);
});

interface BoundRun {
  readonly spec: { readonly workspaces: readonly { readonly name: string; readonly secret?: object }[] };
}

test('a push binds the Secret with the docker configuration, under its usual name or another one', () => {
  const secretOf = (made: Program): unknown => {
    const [template] = made.assemble().manifests.of('triggers.tekton.dev/TriggerTemplate');
    const run = template?.object.spec.resourcetemplates?.[0] as BoundRun | undefined;
    return run?.spec.workspaces.find(({ name }) => name === 'registry')?.secret;
  };
  const items = [{ key: '.dockerconfigjson', path: 'config.json' }];
  expect(secretOf(program())).toEqual({ secretName: 'registry', items });
  const build = { ...PRIVATE.build, secrets: { registry: 'push-config' } };
  expect(secretOf(program({ build }))).toEqual({ secretName: 'push-config', items });
});

test('signs with the own Sigstore and verifies by its roots', () => {
  const cosign = { keyless: expect.anything() as unknown, tuf: { mirror: 'https://tuf.example.com' } };
  const policy = named<{ spec: object }>('ImageValidatingPolicy', 'order-service-images');
  expect(policy.spec).toMatchObject({ attestors: [{ cosign }] });
  expect(JSON.stringify(named('Task', 'sign-image'))).toContain('"/sigstore/signing_config.json"');
});

test('Kyverno signs in as it is told', () => {
  const made = program({ credentials: RegistryCredentials.secrets('pull') });
  const [policy] = made.assemble().manifests.of('policies.kyverno.io/ImageValidatingPolicy');
  expect(policy?.object).toMatchObject({ spec: { credentials: { secrets: ['pull'] } } });
});

test.each([
  [
    'an own Sigstore whose roots nobody is told',
    { roots: undefined },
    'Delivery.roots: expected the roots of the Sigstore that the build signs with, got the public ones; every image would be kept out',
  ],
  [
    'roots of a Sigstore that nobody signs with',
    {
      build: { ...PRIVATE.build, sigstore: undefined },
      cluster: Cluster.eks({ name: 'a', account: '111122223333', region: 'eu-west-1', oidcId: 'A'.repeat(32) }),
    },
    'Delivery.roots: expected the public roots, as the build signs publicly, got others; every image would be kept out',
  ],
  [
    'a cluster that the public Fulcio does not know',
    { build: { ...PRIVATE.build, sigstore: undefined } },
    'Signer.keyless: expected a cluster whose issuer the public Fulcio knows, got "https://kubernetes.example.com"; use a Sigstore of your own, KMS, or Tekton Chains',
  ],
] satisfies readonly (readonly [string, Partial<Place>, string])[])('refuses %s', (_name, change, message) => {
  expect(() => program(change)).toThrow(new Error(message));
});
