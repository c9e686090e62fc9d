import { type Chart, Testing } from 'cdk8s';
import { Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { audit } from '../../../lib/audit';
import { Limit, Measurement } from '../../../lib/metrics';
import { Duration, PinnedImage, Platform } from '../../../lib/model';
import {
  FlaggedService,
  type FlaggedServiceProps,
  FlaggerProvider,
  FlaggerStrategy,
  Webhook,
} from '../../../lib/systems/flagger';
import { flaggerRules } from '../../../lib/systems/flagger/rules';
import { kubernetesRules } from '../../../lib/systems/kubernetes/rules';
import { canary, chart, errors, gateway, over, tester } from './chart';

interface Rendered {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, unknown>;
}

const image = PinnedImage.of(`ghcr.io/acme/orders@sha256:${'0'.repeat(64)}`);
const queue = {
  measurement: Measurement.prometheus({
    name: 'handled',
    query: 'sum(rate(handled_total{namespace="{{args.namespace}}"}[2m]))',
    expect: Limit.atLeast(1),
    withoutTraffic: 'fail',
  }),
};

function render(build: (scope: Chart) => void): readonly Rendered[] {
  const scope = chart();
  build(scope);
  return Testing.synth(scope) as Rendered[];
}

function service(props: Partial<FlaggedServiceProps> = {}): readonly Rendered[] {
  return render(
    (scope) =>
      new FlaggedService(scope, 'orders', {
        name: 'orders',
        image,
        port: 8080,
        replicas: { min: 2, max: 10 },
        cpu: '250m',
        memory: '512Mi',
        ready: '/ready',
        provider: gateway,
        strategy: FlaggerStrategy.canary({ step: 10, max: 50 }),
        metrics: [errors],
        loadTester: tester,
        webhooks: [Webhook.loadTest(tester)],
        ...props,
      }),
  );
}

function find(objects: readonly Rendered[], kind: string): Rendered['spec'] | undefined {
  return objects.find((object) => object.kind === kind)?.spec;
}

test('a service brings all that is its own, and leaves to Flagger what Flagger makes', () => {
  expect(service().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'ServiceAccount orders',
    'PodDisruptionBudget orders',
    'NetworkPolicy orders',
    'PodMonitor orders',
    'Deployment orders',
    'HorizontalPodAutoscaler orders',
    'MetricTemplate orders-error-rate',
    'Canary orders',
  ]);
});

test('no rule has anything to say of it, and the API server would accept it', () => {
  const objects = service({ strategy: FlaggerStrategy.canaryThrough([5, 20, 50]) });
  const manifests = objects.map((object) => ({ object, environment: 'production', origin: {} }));
  const assembly = {
    platform: Platform.newest,
    environments: [{ name: 'production' }],
    manifests: new Manifests(manifests),
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  expect(
    audit(assembly, [...kubernetesRules, ...flaggerRules]).findings.map(({ rule, message }) => [rule, message]),
  ).toEqual([]);
});

test('the Canary says how, the MetricTemplate says what is asked', () => {
  const objects = service({
    metrics: [errors, queue],
    webhooks: [Webhook.loadTest(tester, { path: '/checkout', rate: 5, lasting: over })],
  });
  expect(find(objects, 'Canary')).toEqual({
    provider: 'gatewayapi:v1',
    targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' },
    autoscalerRef: { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', name: 'orders' },
    progressDeadlineSeconds: 600,
    service: {
      port: 80,
      targetPort: 'http',
      gatewayRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'public', namespace: 'gateways' }],
      hosts: ['orders.acme.dev'],
    },
    analysis: {
      interval: '1m',
      threshold: 5,
      stepWeight: 10,
      maxWeight: 50,
      metrics: [
        {
          name: 'error-rate',
          interval: '2m',
          templateRef: { name: 'orders-error-rate' },
          thresholdRange: { max: 0.01 },
        },
        { name: 'handled', interval: '2m', templateRef: { name: 'orders-handled' }, thresholdRange: { min: 1 } },
      ],
      webhooks: [
        {
          name: 'load-test',
          type: 'rollout',
          url: 'http://flagger-loadtester.test/',
          timeout: '15s',
          metadata: { type: 'cmd', cmd: 'hey -z 120s -q 5 -c 1 http://orders-canary.shop:80/checkout' },
        },
      ],
    },
  });
  const pods = 'namespace="{{ namespace }}",pod=~"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)"';
  expect(find(objects, 'MetricTemplate')).toEqual({
    provider: { type: 'prometheus', address: 'http://prometheus.observability.svc:9090' },
    query: [
      `(sum(rate(http_requests_total{${pods},status=~"5.."}[2m])) or vector(0))`,
      `/ sum(rate(http_requests_total{${pods}}[2m]))`,
      `and on() (sum(increase(http_requests_total{${pods}}[2m])) >= 101)`,
    ].join('\n'),
  });
});

test('policy and budget mean the pods of both versions, which Flagger labels apart', () => {
  const objects = service();
  const both = { 'app.kubernetes.io/instance': 'orders' };
  const port = [{ port: 8080, protocol: 'TCP' }];
  const inNamespace = (name: string): object => ({
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [name] }] },
  });
  expect(find(objects, 'PodDisruptionBudget')?.['selector']).toEqual({ matchLabels: both });
  expect(find(objects, 'NetworkPolicy')).toEqual({
    podSelector: { matchLabels: both },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ podSelector: { matchLabels: {} } }], ports: port },
      ...['gateways', 'test', 'observability'].map((name) => ({ from: [inNamespace(name)], ports: port })),
    ],
  });
  expect(find(objects, 'PodMonitor')).toEqual({
    selector: { matchLabels: both },
    podMetricsEndpoints: [{ port: 'http', path: '/metrics' }],
  });
  expect(find(objects, 'Deployment')?.['selector']).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'orders' } });
});

test('the other providers, and who may come through them', () => {
  const inside = { port: 80, targetPort: 'http' };
  const provided = (provider: FlaggerProvider): unknown =>
    find(service({ provider, strategy: FlaggerStrategy.blueGreen(3) }), 'Canary')?.['service'];
  expect(provided(FlaggerProvider.kubernetes())).toEqual(inside);
  expect(provided(FlaggerProvider.istio())).toEqual(inside);
  const props = { gateway: { name: 'public', namespace: 'istio-system' }, hostnames: ['orders.acme.dev'] };
  expect(provided(FlaggerProvider.istio(props))).toEqual({
    ...inside,
    gateways: ['mesh', 'istio-system/public'],
    hosts: ['orders.acme.dev'],
  });
  expect(provided(FlaggerProvider.gatewayApi({ ...props, path: '/orders' }))).toMatchObject({
    match: [{ uri: { prefix: '/orders' } }],
  });
});

test('a Canary knows how long a release takes', () => {
  const { promotesAfter, abortsAfter, service: made } = canary({ interval: Duration.seconds(90), failedChecks: 2 });
  expect([promotesAfter.toString(), abortsAfter.toString(), made]).toEqual([
    '7m30s',
    '3m',
    { name: 'orders', port: 80 },
  ]);
});

test('webhooks for tests, gates, rollback and news', () => {
  const context = { newVersion: 'http://orders-canary.shop:80' };
  const rendered = [
    Webhook.smokeTest(tester, { command: 'curl -sf $TARGET_URL/health | grep ok' }),
    Webhook.gate('confirm-promotion', tester.gateUrl),
    Webhook.rollback(tester.rollbackUrl),
    Webhook.afterwards('https://hooks.acme.dev/releases'),
    Webhook.events('https://hooks.acme.dev/events'),
  ].map((one) => one._render(context));
  const url = 'http://flagger-loadtester.test/';
  expect(rendered).toEqual([
    {
      name: 'smoke-test',
      type: 'pre-rollout',
      url,
      timeout: '120s',
      metadata: { type: 'bash', cmd: 'curl -sf http://orders-canary.shop:80/health | grep ok' },
    },
    { name: 'confirm-promotion', type: 'confirm-promotion', url: `${url}gate/check`, timeout: '10s' },
    { name: 'rollback', type: 'rollback', url: `${url}rollback/check`, timeout: '10s' },
    { name: 'post-rollout', type: 'post-rollout', url: 'https://hooks.acme.dev/releases', timeout: '10s' },
    { name: 'events', type: 'event', url: 'https://hooks.acme.dev/events', timeout: '10s' },
  ]);
});
