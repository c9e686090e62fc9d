import { type Chart, Testing } from 'cdk8s';
import { type KubernetesObject, Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { audit } from '../../../lib/audit';
import { Duration, ImageDigest, ImageRepository, Platform, SigningIdentity, TagFamily } from '../../../lib/model';
import {
  FluxAlert,
  FluxDelivery,
  FluxKustomization,
  FluxMigration,
  HelmRelease,
  ImagePolicy,
  ImageUpdateAutomation,
  OciRef,
  OciRepository,
  OciVerification,
  Receiver,
  ScannedImage,
} from '../../../lib/systems/flux';
import { fluxRules } from '../../../lib/systems/flux/rules';
import { SchemaChange } from '../../../lib/systems/kubernetes';
import { kubernetesRules } from '../../../lib/systems/kubernetes/rules';
import { chart, git, image, serviceAccount } from './chart';

const digest = ImageDigest.of(`sha256:${'0'.repeat(64)}`);
const workflow = SigningIdentity.certificate({
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'https://github.com/acme/gitops/.github/workflows/release.yaml@refs/heads/main',
});

function objectsOf(scope: Chart): readonly KubernetesObject[] {
  return Testing.synth(scope) as KubernetesObject[];
}

/** What the schemas and rules say of some objects. */
function said(objects: readonly KubernetesObject[]): readonly string[] {
  const assembly = {
    platform: Platform.newest,
    environments: [{ name: 'production' }],
    manifests: new Manifests(objects.map((object) => ({ object, environment: 'production', origin: {} }))),
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  return audit(assembly, [...fluxRules, ...kubernetesRules]).findings.map(({ rule, message }) => `${rule} ${message}`);
}

/** The specs of all objects by kind and name. */
function specsOf(scope: Chart): Readonly<Record<string, unknown>> {
  const entries = objectsOf(scope).map((one): [string, unknown] => {
    const { spec } = one as KubernetesObject & { readonly spec: unknown };
    return [`${one.kind} ${one.metadata.name ?? ''}`, spec];
  });
  return Object.fromEntries(entries);
}

test('an environment is applied after its migration, with limited rights, and is ready when its pods are', () => {
  const scope = chart();
  new FluxDelivery(scope, 'orders', {
    name: 'orders',
    source: git(scope),
    path: 'dist/production',
    serviceAccount,
    timeout: Duration.minutes(45),
    migration: { path: 'dist/migrations/production', timeout: Duration.minutes(15) },
  });
  const applied = { interval: '10m', retryInterval: '1m', prune: true, wait: true, serviceAccountName: 'orders' };
  const sourceRef = { kind: 'GitRepository', name: 'gitops' };
  expect(specsOf(scope)).toEqual({
    'GitRepository gitops': {
      interval: '1m',
      timeout: '1m',
      url: 'https://github.com/acme/gitops.git',
      ref: { branch: 'main' },
    },
    'Kustomization orders-migration': { ...applied, sourceRef, path: './dist/migrations/production', timeout: '15m' },
    'Kustomization orders': {
      ...applied,
      sourceRef,
      path: './dist/production',
      timeout: '45m',
      dependsOn: [{ name: 'orders-migration' }],
    },
  });
  expect(said(objectsOf(scope))).toEqual([]);
});

test('a migration is replaced for each image, and stays until then', () => {
  const scope = chart();
  new FluxMigration(scope, 'migrate', {
    name: 'orders-migrate',
    service: { image: image.pinned(digest) },
    args: ['migrate'],
    change: SchemaChange.expand,
    deadline: Duration.minutes(10),
  });
  const [job] = objectsOf(scope);
  expect(job?.metadata.annotations).toEqual({
    'kustomize.toolkit.fluxcd.io/force': 'enabled',
    'delivery/schema-change': 'expand',
  });
  expect(said(objectsOf(scope))).toEqual([]);
});

test('the newest of the tags that the build pushes is proposed with its digest', () => {
  const scope = chart();
  const scanned = new ScannedImage(scope, 'scan', { name: 'orders', image, login: 'aws' });
  new ImagePolicy(scope, 'policy', { name: 'orders', scanned, tags: TagFamily.timed });
  new ImagePolicy(scope, 'releases', { name: 'orders-releases', scanned, tags: TagFamily.release });
  new ImageUpdateAutomation(scope, 'update', {
    name: 'orders',
    source: git(scope),
    path: 'promoted/production/orders',
    push: 'images',
    author: { name: 'Flux', email: 'flux@acme.dev' },
  });
  const policy = { imageRepositoryRef: { name: 'orders' }, digestReflectionPolicy: 'IfNotPresent' };
  expect(specsOf(scope)).toMatchObject({
    'ImageRepository orders': { image: 'ghcr.io/acme/orders', interval: '5m', timeout: '1m', provider: 'aws' },
    'ImagePolicy orders': {
      ...policy,
      filterTags: { pattern: '^build-(?P<order>[0-9]{14})-[0-9a-f]{40}$', extract: '$order' },
      policy: { numerical: { order: 'asc' } },
    },
    'ImagePolicy orders-releases': {
      ...policy,
      filterTags: { pattern: '^v(?P<order>[0-9]+\\.[0-9]+\\.[0-9]+)$', extract: '$order' },
      policy: { semver: { range: '>=0.0.0' } },
    },
    'ImageUpdateAutomation orders': {
      interval: '5m',
      sourceRef: { kind: 'GitRepository', name: 'gitops' },
      git: { checkout: { ref: { branch: 'main' } }, push: { branch: 'images' } },
      update: { path: './promoted/production/orders', strategy: 'Setters' },
    },
  });
  expect(said(objectsOf(scope))).toEqual([]);
});

test('a chart and manifests from a registry need the signature of one workflow, or of a key', () => {
  const scope = chart();
  const charts = ImageRepository.at('ghcr.io/acme/charts/orders');
  const signed = new OciRepository(scope, 'chart', {
    name: 'orders',
    repository: charts,
    ref: OciRef.semver('1.x'),
    verify: OciVerification.keyless(workflow),
  });
  const keyed = {
    verify: OciVerification.key({ name: 'cosign-key' }),
    secret: { name: 'registry' },
    login: 'aws',
  } as const;
  new OciRepository(scope, 'other', { name: 'manifests', repository: charts, ref: OciRef.digest(digest), ...keyed });
  new HelmRelease(scope, 'release', {
    name: 'orders',
    chart: signed,
    serviceAccount,
    values: { replicas: 2 },
    into: 'shop',
  });
  new FluxKustomization(scope, 'more', { name: 'more', source: signed, path: 'more', serviceAccount, into: 'shop' });
  const verify = {
    provider: 'cosign',
    matchOIDCIdentity: [
      {
        issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
        subject: '^https://github\\.com/acme/gitops/\\.github/workflows/release\\.yaml@refs/heads/main$',
      },
    ],
  };
  const url = 'oci://ghcr.io/acme/charts/orders';
  expect(specsOf(scope)).toMatchObject({
    'OCIRepository orders': { interval: '1m', timeout: '1m', url, ref: { semver: '1.x' }, verify },
    'OCIRepository manifests': {
      ref: { digest: digest.text },
      provider: 'aws',
      secretRef: { name: 'registry' },
      verify: { provider: 'cosign', secretRef: { name: 'cosign-key' } },
    },
    'HelmRelease orders': {
      interval: '10m',
      timeout: '5m',
      chartRef: { kind: 'OCIRepository', name: 'orders' },
      serviceAccountName: 'orders',
      install: { remediation: { retries: 3 } },
      upgrade: { remediation: { retries: 3, remediateLastFailure: true }, cleanupOnFail: true },
      driftDetection: { mode: 'enabled' },
      targetNamespace: 'shop',
      values: { replicas: 2 },
    },
    'Kustomization more': { sourceRef: { kind: 'OCIRepository', name: 'orders' }, targetNamespace: 'shop' },
  });
  expect(said(objectsOf(scope))).toEqual([]);
});

test('a webhook wakes it, and an alert says when it cannot go on', () => {
  const scope = chart();
  const secret = { name: 'token' };
  new Receiver(scope, 'receiver', { name: 'github', from: 'github', secret, wakes: [git(scope)] });
  new FluxAlert(scope, 'alert', {
    name: 'failures',
    to: 'slack',
    secret,
    channel: 'releases',
    watched: [{ kind: 'Kustomization', name: '*' }],
  });
  expect(specsOf(scope)).toMatchObject({
    'Receiver github': {
      type: 'github',
      events: ['ping', 'push'],
      secretRef: secret,
      resources: [{ kind: 'GitRepository', name: 'gitops' }],
    },
    'Provider failures': { type: 'slack', channel: 'releases', secretRef: secret },
    'Alert failures': {
      providerRef: { name: 'failures' },
      eventSeverity: 'error',
      eventSources: [{ kind: 'Kustomization', name: '*' }],
    },
  });
  expect(said(objectsOf(scope))).toEqual([]);
});
