import { App, Chart, Testing } from 'cdk8s';
import { Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { checkSchemas } from '../../../lib/audit';
import { Duration, ImageRepository, Platform } from '../../../lib/model';
import { PodTemplate } from '../../../lib/systems/kubernetes';
import { IngressRule } from '../../../lib/systems/kubernetes';
import {
  BlueGreen,
  Canary,
  Metric,
  RolledOutService,
  type RolledOutServiceProps,
  Rollout,
  type RolloutProps,
  RollingUpdate,
  SmokeTest,
  Step,
  Traffic,
} from '../../../lib/systems/rollouts';
import { rolloutRules } from '../../../lib/systems/rollouts/rules';

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Record<string, unknown>;
}

const minute = Duration.minutes(1);
const image = ImageRepository.at('ghcr.io/acme/orders');
const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });
const smoke = SmokeTest.of({ image, command: ['/app', 'smoke'] });
const gateway = { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.acme.dev'] };

const template = PodTemplate.of({
  name: 'orders',
  image,
  port: 8080,
  cpu: '250m',
  memory: '512Mi',
  ready: '/ready',
  serviceAccount: { name: 'orders' },
});

function render(build: (chart: Chart) => void): readonly Rendered[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  build(chart);
  return Testing.synth(chart) as Rendered[];
}

function rendered(props: Partial<RolloutProps> = {}): readonly Rendered[] {
  const strategy = Canary.through([20], { pause: minute });
  return render(
    (chart) => new Rollout(chart, 'rollout', { name: 'orders', template, replicas: 5, strategy, ...props }),
  );
}

function service(props: Partial<RolledOutServiceProps>): readonly Rendered[] {
  return render(
    (chart) =>
      new RolledOutService(chart, 'orders', {
        name: 'orders',
        image,
        port: 8080,
        replicas: 5,
        cpu: '250m',
        memory: '512Mi',
        ready: '/ready',
        strategy: RollingUpdate.of(),
        ...props,
      }),
  );
}

function namesOf(objects: readonly Rendered[]): readonly string[] {
  return objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

function find(objects: readonly Rendered[], kind: string): Rendered {
  const found = objects.find((object) => object.kind === kind);
  if (!found) throw new Error(`no ${kind} in ${namesOf(objects).join(', ')}`);
  return found;
}

test('a Rollout says everything that decides how a release goes', () => {
  const { metadata, spec } = find(rendered(), 'Rollout');
  expect(metadata).toEqual({ name: 'orders', namespace: 'shop' });
  expect(spec).toEqual({
    replicas: 5,
    revisionHistoryLimit: 5,
    minReadySeconds: 10,
    progressDeadlineSeconds: 600,
    progressDeadlineAbort: true,
    analysis: { successfulRunHistoryLimit: 5, unsuccessfulRunHistoryLimit: 5 },
    selector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } },
    template: template.render(),
    strategy: {
      canary: {
        stableService: 'orders-stable',
        canaryService: 'orders-canary',
        maxSurge: '25%',
        maxUnavailable: 0,
        steps: [{ setWeight: 20 }, { pause: { duration: '1m' } }, { setWeight: 100 }, { pause: { duration: '1m' } }],
      },
    },
  });
});

test('and what is set otherwise', () => {
  const { metadata, spec } = find(
    rendered({
      revisionHistoryLimit: 2,
      minReady: Duration.seconds(30),
      progressDeadline: Duration.minutes(5),
      progressDeadlineAbort: false,
      analysisRuns: { successful: 1, unsuccessful: 9 },
      labels: { team: 'orders' },
      annotations: { 'delivery/revision': '4ce92e4' },
      strategy: Canary.of({ steps: [Step.analysis([smoke.inline()])] }),
      analysisRunMetadata: { annotations: { dashboard: 'https://grafana.acme.dev/d/orders' } },
    }),
    'Rollout',
  );
  expect(metadata).toEqual({
    name: 'orders',
    namespace: 'shop',
    labels: { team: 'orders' },
    annotations: { 'delivery/revision': '4ce92e4' },
  });
  expect(spec).toMatchObject({
    revisionHistoryLimit: 2,
    minReadySeconds: 30,
    progressDeadlineSeconds: 300,
    progressDeadlineAbort: false,
    analysis: { successfulRunHistoryLimit: 1, unsuccessfulRunHistoryLimit: 9 },
    strategy: {
      canary: {
        steps: [
          {
            analysis: {
              templates: [{ templateName: 'orders-smoke-inline' }],
              analysisRunMetadata: { annotations: { dashboard: 'https://grafana.acme.dev/d/orders' } },
            },
          },
        ],
      },
    },
  });
});

test('brings its templates, Services and route, each before the Rollout that names it', () => {
  const pause = Duration.minutes(10);
  const strategy = Canary.through([5, 20], {
    pause,
    gates: [errors, smoke],
    background: [errors.background()],
    traffic: Traffic.gatewayApi(gateway),
  });
  expect(namesOf(rendered({ strategy }))).toEqual([
    'AnalysisTemplate orders-error-rate-inline',
    'AnalysisTemplate orders-smoke-inline',
    'AnalysisTemplate orders-error-rate-background',
    'Service orders-stable',
    'Service orders-canary',
    'HTTPRoute orders',
    'Rollout orders',
  ]);
});

test('has a Service over both versions where callers use one', () => {
  const services = (traffic?: Traffic): readonly string[] =>
    namesOf(rendered({ traffic })).filter((name) => name.startsWith('Service'));
  expect(services()).toEqual(['Service orders', 'Service orders-stable', 'Service orders-canary']);
  expect(services(Traffic.istioSubsets())).toEqual([
    'Service orders',
    'Service orders-stable',
    'Service orders-canary',
  ]);
  expect(services(Traffic.gatewayApi(gateway))).toEqual(['Service orders-stable', 'Service orders-canary']);
});

test('tells others what they need to know', () => {
  const chart = new Chart(new App(), 'shop');
  const props = { name: 'orders', template, replicas: 2, strategy: BlueGreen.of(), servicePort: 8080 };
  const {
    apiVersion,
    kind,
    name,
    selector,
    service: called,
    services,
    splitsRoute,
  } = new Rollout(chart, 'rollout', props);
  expect({ apiVersion, kind, name, selector, called, services, splitsRoute }).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    name: 'orders',
    selector: { 'app.kubernetes.io/name': 'orders' },
    called: { name: 'orders-active', port: 8080 },
    services: { rollout: 'orders', current: 'orders-active', next: 'orders-preview' },
    splitsRoute: false,
  });
});

test('leaves replicas to its autoscaler, and the autoscaler scales the Rollout', () => {
  const objects = rendered({ replicas: { min: 3, max: 12, cpu: 60 } });
  expect(find(objects, 'Rollout').spec).not.toHaveProperty('replicas');
  expect(find(objects, 'HorizontalPodAutoscaler').spec).toMatchObject({
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'orders' },
    minReplicas: 3,
    maxReplicas: 12,
  });
});

test.each<[Partial<RolloutProps>, string]>([
  [
    { name: 'Orders' },
    'Rollout.name: expected 1 to 47 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Orders"',
  ],
  [{ replicas: 0 }, 'Rollout.replicas: expected a whole number of at least 1, got 0'],
  [{ replicas: { min: 3, max: 2 } }, 'Autoscaler.max: expected a whole number of at least 3, got 2'],
  [{ minReady: Duration.millis(1) }, 'Rollout.minReady: expected whole seconds, got "1ms"'],
  [
    { minReady: minute, progressDeadline: minute },
    'Rollout.progressDeadline: expected longer than minReady, 1m, got "1m"',
  ],
  [{ revisionHistoryLimit: 0 }, 'Rollout.revisionHistoryLimit: expected a whole number of at least 1, got 0'],
  [
    {
      strategy: Canary.of({
        steps: [
          Step.setWeight(20),
          Step.pauseLasting(Duration.minutes(5)),
          Step.analysis([errors.inline()]),
          Step.analysis([errors.inline({ count: 9 })]),
        ],
      }),
    },
    'Rollout.strategy: expected one inline gate called "error-rate", got "two that differ"; name one anew',
  ],
])('refuses %j', (props, message) => {
  expect(() => rendered(props)).toThrow(new Error(message));
});

test('a service brings everything it needs to run', () => {
  const pause = Duration.minutes(10);
  expect(namesOf(service({ strategy: Canary.through([5], { pause, gates: [errors] }), route: gateway }))).toEqual([
    'ServiceAccount orders',
    'PodDisruptionBudget orders',
    'NetworkPolicy orders',
    'PodMonitor orders',
    'AnalysisTemplate orders-error-rate-inline',
    'Service orders-stable',
    'Service orders-canary',
    'HTTPRoute orders',
    'Rollout orders',
  ]);
  expect(namesOf(service({ route: gateway, replicas: { min: 2, max: 4 } }))).toEqual([
    'ServiceAccount orders',
    'PodDisruptionBudget orders',
    'NetworkPolicy orders',
    'Deployment orders',
    'HorizontalPodAutoscaler orders',
    'Service orders',
    'HTTPRoute orders',
  ]);
});

test('its route leads to the Service that callers use, and is weighed where a canary splits it', () => {
  const backends = (strategy: RolledOutServiceProps['strategy']): unknown =>
    (find(service({ strategy, route: gateway }), 'HTTPRoute').spec as { rules: { backendRefs: object[] }[] }).rules[0]
      ?.backendRefs;
  const backend = { group: '', kind: 'Service', port: 80 };
  expect(backends(RollingUpdate.of())).toEqual([{ ...backend, name: 'orders', weight: 100 }]);
  expect(backends(BlueGreen.of())).toEqual([{ ...backend, name: 'orders-active', weight: 100 }]);
  expect(backends(Canary.through([5], { pause: minute }))).toEqual([
    { ...backend, name: 'orders-stable', weight: 100 },
    { ...backend, name: 'orders-canary', weight: 0 },
  ]);
});

test('lets in its neighbours, the Gateway, Prometheus and whom you name', () => {
  const strategy = BlueGreen.of({ postPromotion: [errors] });
  const objects = service({
    strategy,
    route: gateway,
    metrics: { from: 'monitoring', port: 9090, labels: { release: 'prometheus' }, interval: Duration.seconds(15) },
    callers: [IngressRule.fromNamespaces(['checkout'], 8080)],
  });
  const { ingress } = find(objects, 'NetworkPolicy').spec as { ingress: { from: unknown[]; ports: object[] }[] };
  expect(
    ingress.map(({ from, ports }) => JSON.stringify([from, ports]).match(/gateways|monitoring|checkout|9090|8080/g)),
  ).toEqual([['8080'], ['gateways', '8080'], ['monitoring', '9090'], ['checkout', '8080']]);
  expect(find(objects, 'PodMonitor')).toEqual({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: {
      name: 'orders',
      namespace: 'shop',
      labels: { 'app.kubernetes.io/name': 'orders', release: 'prometheus' },
    },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } },
      podTargetLabels: ['rollouts-pod-template-hash'],
      podMetricsEndpoints: [{ portNumber: 9090, path: '/metrics', interval: '15s' }],
    },
  });
});

test('has no PodMonitor where nothing asks Prometheus, or where the cluster sees to it', () => {
  const strategy = Canary.through([5], { pause: Duration.minutes(5), gates: [errors] });
  expect(namesOf(service({ strategy, metrics: 'none' }))).not.toContain('PodMonitor orders');
  expect(namesOf(service({ strategy: Canary.through([5], { pause: minute, gates: [smoke] }) }))).not.toContain(
    'PodMonitor orders',
  );
});

const pause = Duration.minutes(5);
const through = (traffic?: Traffic): Canary =>
  Canary.through([20, 50], { pause, gates: [errors, smoke], background: [errors.background()], traffic });

test.each<[string, RolledOutServiceProps['strategy']]>([
  ['gateway api', through()],
  ['istio hosts', through(Traffic.istioHosts())],
  ['istio subsets', through(Traffic.istioSubsets())],
  ['alb', through(Traffic.alb({ hostname: 'orders.acme.dev' }))],
  ['replicas only', through(Traffic.replicasOnly())],
  ['blue-green', BlueGreen.of({ prePromotion: [smoke], postPromotion: [errors] })],
  ['rolling update', RollingUpdate.of()],
])('what is rendered fits the schemas and the rules: %s', (_, strategy) => {
  const objects = service({ strategy, route: gateway, replicas: 10 });
  const manifests = new Manifests(
    objects.map((object) => ({ object: { apiVersion: '', ...object }, environment: 'production', origin: {} })),
  );
  const rest = {
    platform: Platform.newest,
    environments: [],
    terraform: new TerraformConfig([]),
    files: new RepositoryFiles([]),
  };
  const { findings, sound } = checkSchemas({ manifests, ...rest });
  expect(findings).toEqual([]);
  expect(rolloutRules.flatMap((rule) => rule.check(sound))).toEqual([]);
});
