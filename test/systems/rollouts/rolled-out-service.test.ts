import { Manifests, RepositoryFiles, TerraformConfig } from '../../../lib/assembly';
import { checkSchemas } from '../../../lib/audit';
import { Duration, ImageRepository, Platform } from '../../../lib/model';
import { IngressRule } from '../../../lib/systems/kubernetes';
import {
  BlueGreen,
  Canary,
  Metric,
  RolledOutService,
  type RolledOutServiceProps,
  RollingUpdate,
  SmokeTest,
  Traffic,
} from '../../../lib/systems/rollouts';
import { rolloutRules } from '../../../lib/systems/rollouts/rules';
import { find, namesOf, render, type Rendered } from './rendered';

const minute = Duration.minutes(1);
const image = ImageRepository.at('ghcr.io/acme/orders');
const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });
const smoke = SmokeTest.of({ image, command: ['/app', 'smoke'] });
const gateway = { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.acme.dev'] };

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
  const manifests = new Manifests(objects.map((object) => ({ object, environment: 'production', origin: {} })));
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
