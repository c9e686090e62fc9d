import { ApiObject, type Chart, Testing } from 'cdk8s';
import { Manifests, readManifests } from '../../../lib/assembly';
import { Duration } from '../../../lib/model';
import { DeliveryApplication, Migration, PostSyncTest, inSyncWaves } from '../../../lib/systems/argocd';
import { syncWaves } from '../../../lib/systems/argocd/sync-waves';
import { Namespace, SchemaChange } from '../../../lib/systems/kubernetes';
import { RolledOutService } from '../../../lib/systems/rollouts/rolled-out-service';
import { Canary } from '../../../lib/systems/rollouts/canary';
import * as fc from '../../property';
import { chart, cluster, gitops, image } from './chart';

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
}

const WAVE = 'argocd.argoproj.io/sync-wave';
const deadline = Duration.minutes(5);

function service(scope: Chart): RolledOutService {
  new Namespace(scope, 'namespace', { name: 'shop' });
  return new RolledOutService(scope, 'service', {
    ...{ name: 'api', image, port: 8080, cpu: '250m', memory: '512Mi', ready: '/ready' },
    replicas: { min: 3, max: 9 },
    strategy: Canary.through([10, 50], { pause: Duration.minutes(5) }),
    route: { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['api.acme.dev'] },
  });
}

function wavesOf(scope: Chart): string[] {
  return (Testing.synth(scope) as Rendered[])
    .map(({ kind, metadata }) => `${metadata.annotations?.[WAVE] ?? 0} ${kind} ${metadata.name}`)
    .sort();
}

test('what a Rollout needs comes before it, and what scales it beside it', () => {
  const scope = chart('shop');
  service(scope);
  inSyncWaves(scope);
  expect(wavesOf(scope)).toEqual([
    '-1 HTTPRoute api',
    '-1 ServiceAccount api',
    '-2 Service api-canary',
    '-2 Service api-stable',
    '-3 Namespace shop',
    '0 HorizontalPodAutoscaler api',
    '0 NetworkPolicy api',
    '0 PodDisruptionBudget api',
    '0 Rollout api',
  ]);
});

test('a migration comes between its Secret and the pods, and a wave that is given stays', () => {
  const scope = chart('shop');
  const { pods } = service(scope);
  new Migration(scope, 'migration', {
    ...{ name: 'migrate', service: pods, deadline, args: ['migrate'], change: SchemaChange.expand },
    secretEnv: { DATABASE_URL: { name: 'database', key: 'url' } },
  });
  new ApiObject(scope, 'secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'from-vault' },
    spec: { target: { name: 'database' } },
  });
  new ApiObject(scope, 'first', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'x', annotations: { [WAVE]: '-9' } },
  });
  inSyncWaves(scope);
  const waves = wavesOf(scope);
  expect(waves).toContain('-1 Job migrate');
  expect(waves).toContain('-2 ExternalSecret from-vault');
  expect(waves).toContain('-9 ConfigMap x');
});

test('a migration runs the image of the pods, under Pod Security restricted, and is replaced in the next sync', () => {
  const scope = chart('shop');
  new Migration(scope, 'migration', {
    ...{ name: 'migrate', service: { image }, deadline, args: ['migrate'], beforeAll: true },
    change: SchemaChange.contract({ unusedSince: 'v1.4.2' }),
  });
  expect(Testing.synth(scope)).toEqual([
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        name: 'migrate',
        namespace: 'shop',
        annotations: {
          'argocd.argoproj.io/hook': 'PreSync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          'delivery/schema-change': 'contract',
          'delivery/unused-since': 'v1.4.2',
        },
      },
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: 300,
        template: {
          metadata: { labels: { 'app.kubernetes.io/name': 'migrate' } },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            restartPolicy: 'Never',
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 65532,
              runAsGroup: 65532,
              fsGroup: 65532,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'migrate',
                image: 'ghcr.io/acme/api',
                imagePullPolicy: 'IfNotPresent',
                args: ['migrate'],
                resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                },
              },
            ],
          },
        },
      },
    },
  ]);
});

test('a test after the sync is a hook', () => {
  const scope = chart('shop');
  new PostSyncTest(scope, 'test', { name: 'smoke', image, deadline, command: ['/smoke'] });
  expect((Testing.synth(scope) as Rendered[])[0]?.metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'PostSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  });
});

const hashOf = (name: string): object => ({
  ...{ group: '', kind: 'Service', name },
  jqPathExpressions: ['.spec.selector."rollouts-pod-template-hash"'],
});

test('the Application of a delivery may make what is there, and leaves alone what its controllers move', () => {
  const delivered = chart('shop');
  service(delivered);
  const scope = chart();
  new DeliveryApplication(scope, 'production', {
    ...{ name: 'api-production', delivers: delivered, gitops, path: 'dist/production', cluster, namespace: 'shop' },
  });
  const [limits, application] = Testing.synth(scope) as Rendered[];
  expect(limits?.spec).toEqual({
    sourceRepos: ['https://github.com/acme/gitops.git'],
    destinations: [{ name: 'production', namespace: 'shop' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
    namespaceResourceWhitelist: [
      { group: '', kind: 'Service' },
      { group: '', kind: 'ServiceAccount' },
      { group: 'argoproj.io', kind: 'Rollout' },
      { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
      { group: 'networking.k8s.io', kind: 'NetworkPolicy' },
      { group: 'policy', kind: 'PodDisruptionBudget' },
    ],
  });
  expect(application?.spec['ignoreDifferences']).toEqual([
    {
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
      name: 'api',
      jqPathExpressions: ['.spec.rules[]?.backendRefs[]?.weight'],
    },
    { group: 'argoproj.io', kind: 'Rollout', name: 'api', jqPathExpressions: ['.spec.replicas'] },
    hashOf('api-stable'),
    hashOf('api-canary'),
  ]);
  expect(application?.spec['syncPolicy']).toMatchObject({
    syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true'],
  });
});

test('what a construct says of itself goes before what its object looks like, and is said once', () => {
  const delivered = chart('shop');
  new RolledOutService(delivered, 'adopting', {
    ...{ name: 'api', image, port: 8080, replicas: { min: 2, max: 4 }, memory: '64Mi', ready: '/ready' },
    ...{ strategy: Canary.through([50], { pause: deadline }), cpu: '100m', adopts: { name: 'old' } },
  });
  new ApiObject(delivered, 'by-hand', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  });
  const scope = chart();
  new DeliveryApplication(scope, 'production', {
    ...{ name: 'api-production', delivers: delivered, gitops, path: 'dist/production', cluster, namespace: 'shop' },
  });
  const { ignoreDifferences, syncPolicy } = (Testing.synth(scope) as Rendered[])[1]?.spec ?? {};
  expect(ignoreDifferences).toEqual([
    { group: 'apps', kind: 'Deployment', name: 'old', jqPathExpressions: ['.spec.replicas'] },
    { group: 'argoproj.io', kind: 'Rollout', name: 'api', jqPathExpressions: ['.spec.replicas'] },
    { group: 'apps', kind: 'Deployment', name: 'web', jsonPointers: ['/spec/replicas'] },
    hashOf('api-stable'),
    hashOf('api-canary'),
  ]);
  expect(syncPolicy).toMatchObject({
    syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'RespectIgnoreDifferences=true'],
  });
});

/** A chain of Services below Ingresses and Rollouts, at random. */
const cluster5 = fc.array(fc.tuple(fc.constantFrom('Rollout', 'Ingress'), fc.nat(4), fc.nat(4)), { maxLength: 12 });

test('nothing is applied before what it needs, whatever needs what', () => {
  fc.assert(
    fc.property(cluster5, (parts) => {
      const services = [0, 1, 2, 3, 4].map(
        (i) => `{apiVersion: v1, kind: Service, metadata: {name: s${i}, namespace: shop}}`,
      );
      const users = parts.map(([kind, service, ingress], i) =>
        kind === 'Ingress'
          ? `{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i${i % 5}, namespace: shop}, spec: {rules: [{http: {paths: [{backend: {service: {name: s${service}}}}]}}]}}`
          : `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: r${i}, namespace: shop}, spec: {strategy: {canary: {stableService: s${service}, trafficRouting: {nginx: {stableIngress: i${ingress}}}}}}}`,
      );
      const manifests = new Manifests(readManifests([...services, ...users].join('\n---\n'), 'x.yaml', 'x').manifests);
      const waves = syncWaves(manifests);
      const waveOf = (kind: string, name: string): number => {
        const found = manifests.tryFindAny(kind, { environment: 'x', namespace: 'shop', name });
        return (found && waves.get(found)) ?? -Infinity;
      };
      parts.forEach(([kind, service, ingress], i) => {
        if (kind === 'Ingress') return;
        expect(waveOf('argoproj.io/Rollout', `r${i}`)).toBe(0);
        expect(waveOf('Service', `s${service}`)).toBeLessThan(0);
        expect(waveOf('networking.k8s.io/Ingress', `i${ingress}`)).toBeLessThan(0);
      });
    }),
    { numRuns: 50 },
  );
});
