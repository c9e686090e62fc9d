import { Duration, ImageRepository } from '../../../lib/model';
import { PodTemplate } from '../../../lib/systems/kubernetes';
import {
  BlueGreen,
  Canary,
  type CanaryOptions,
  Metric,
  Rollout,
  type RolloutProps,
  SmokeTest,
  Step,
  StringMatch,
  Traffic,
} from '../../../lib/systems/rollouts';
import { find, namesOf, render, type Rendered } from './rendered';

const image = ImageRepository.at('ghcr.io/acme/orders');
const steps = [Step.setWeight(20), Step.pauseLasting(Duration.minutes(5))];
const template = PodTemplate.of({
  name: 'orders',
  image,
  port: 8080,
  cpu: '250m',
  memory: '512Mi',
  ready: '/ready',
  serviceAccount: { name: 'orders' },
});
const gateway = { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.acme.dev'] };
const hostname = 'orders.acme.dev';

interface Made {
  readonly objects: readonly Rendered[];
  readonly rollout: Rollout;
}

function made(props: Partial<RolloutProps> = {}, options: CanaryOptions = {}): Made {
  const found: Rollout[] = [];
  const strategy = Canary.of({ steps, ...options });
  const objects = render((chart) =>
    found.push(new Rollout(chart, 'rollout', { name: 'orders', template, replicas: 5, strategy, ...props })),
  );
  const [rollout] = found;
  if (!rollout) throw new Error('no Rollout was made');
  return { objects, rollout };
}

const canaryOf = ({ objects }: Made): unknown => (find(objects, 'Rollout').spec.strategy as { canary: unknown }).canary;

describe('rollbackWindow', () => {
  test('lets a release go back without the steps', () => {
    expect(find(made({ rollbackWindow: 2 }).objects, 'Rollout').spec.rollbackWindow).toEqual({ revisions: 2 });
    expect(find(made({ rollbackWindow: 0 }).objects, 'Rollout').spec).not.toHaveProperty('rollbackWindow');
  });

  test.each([6, -1, 1.5])('refuses %s of 5 kept versions', (rollbackWindow) => {
    expect(() => made({ rollbackWindow })).toThrow(
      `Rollout.rollbackWindow: expected a whole number from 0 to 5, the versions that are kept, got ${rollbackWindow}`,
    );
  });
});

describe('adopts', () => {
  test('takes the pods from a Deployment, which it scales down', () => {
    const { objects, rollout } = made({ adopts: { name: 'orders' } });
    const { spec } = find(objects, 'Rollout');
    expect(spec.workloadRef).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'orders',
      scaleDown: 'onsuccess',
    });
    expect(spec).not.toHaveProperty('template');
    expect(spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'orders' } });
    expect(rollout.ownedFields).toEqual([
      { group: 'apps', kind: 'Deployment', name: 'orders', jqPathExpressions: ['.spec.replicas'] },
    ]);
  });

  test('leaves its replicas to others where it never scales it down', () => {
    expect(made({ adopts: { name: 'orders', scaleDown: 'never' } }).rollout.ownedFields).toEqual([]);
  });

  test('refuses a name that is none', () => {
    expect(() => made({ adopts: { name: 'Orders' } })).toThrow('Rollout.adopts: expected');
  });
});

describe('antiAffinity', () => {
  test.each([
    ['preferred', { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } }],
    ['required', { requiredDuringSchedulingIgnoredDuringExecution: {} }],
  ] as const)('%s keeps the versions off each other, whatever the strategy', (antiAffinity, rendered) => {
    expect(canaryOf(made({}, { antiAffinity }))).toMatchObject({ antiAffinity: rendered });
    const { objects } = made({ strategy: BlueGreen.of({ antiAffinity }) });
    expect(find(objects, 'Rollout').spec.strategy).toMatchObject({ blueGreen: { antiAffinity: rendered } });
  });
});

describe('pingPong', () => {
  test('two Services change places behind a third that the load balancer knows', () => {
    const alb = made({ traffic: Traffic.alb({ hostname }) }, { pingPong: true });
    expect(namesOf(alb.objects)).toEqual([
      'Service orders',
      'Service orders-ping',
      'Service orders-pong',
      'Ingress orders',
      'Rollout orders',
    ]);
    expect(canaryOf(alb)).toEqual({
      pingPong: { pingService: 'orders-ping', pongService: 'orders-pong' },
      maxSurge: '25%',
      maxUnavailable: 0,
      trafficRouting: { alb: { ingress: 'orders', servicePort: 80, rootService: 'orders' } },
      steps: [{ setWeight: 20 }, { pause: { duration: '5m' } }],
    });
    const backend = { service: { name: 'orders', port: { name: 'use-annotation' } } };
    expect(find(alb.objects, 'Ingress').spec.rules).toEqual([
      { host: hostname, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
    ]);
    expect(alb.rollout.service).toEqual({ name: 'orders', port: 80 });
  });

  test('refuses routers whose Services cannot change places', () => {
    const text =
      'Canary.pingPong: expected a traffic router that knows Services that change places, got "one that does not"';
    expect(() => made({ traffic: Traffic.gatewayApi(gateway) }, { pingPong: true })).toThrow(text);
    expect(() => made({ traffic: Traffic.istioSubsets() }, { pingPong: true })).toThrow(text);
    expect(() => made({}, { pingPong: true })).toThrow(text);
  });

  test('refuses gates that ask the new version itself', () => {
    const smoke = SmokeTest.of({ image, command: ['/app', 'smoke'] });
    const strategy = (check: SmokeTest | Metric): Canary =>
      Canary.through([20], { pause: Duration.minutes(5), gates: [check], pingPong: true });
    expect(() => made({ traffic: Traffic.istioHosts(), strategy: strategy(smoke) })).toThrow(
      'Canary.pingPong: expected gates that ask Prometheus, got "smoke"; the new version is behind ping and pong by turns',
    );
    const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });
    expect(() => made({ traffic: Traffic.istioHosts(), strategy: strategy(errors) })).not.toThrow();
  });
});

describe('ownedFields', () => {
  const testers = [
    Step.setHeaderRoute({ name: 'testers', match: [{ header: 'x-canary', value: StringMatch.exact('yes') }] }),
    ...steps,
  ];
  const owned = (traffic: Traffic): unknown =>
    made({ traffic, strategy: Canary.of({ steps: testers }) }).rollout.ownedFields;

  test.each([
    [
      'Gateway API',
      Traffic.gatewayApi(gateway),
      'gateway.networking.k8s.io',
      'HTTPRoute',
      ['.spec.rules[]?.backendRefs[]?.weight', '.spec.rules[]? | select(.name == "testers")'],
    ],
    [
      'Istio',
      Traffic.istioHosts(),
      'networking.istio.io',
      'VirtualService',
      ['.spec.http[]?.route[]?.weight', '.spec.http[]? | select(.name == "testers")'],
    ],
    [
      'ALB',
      Traffic.alb({ hostname }),
      'networking.k8s.io',
      'Ingress',
      [
        '.metadata.annotations."alb.ingress.kubernetes.io/actions.orders-stable"',
        '.metadata.annotations."alb.ingress.kubernetes.io/actions.testers"',
        '.metadata.annotations."alb.ingress.kubernetes.io/conditions.testers"',
        '.spec.rules[]?.http.paths[]? | select(.backend.service.name == "testers")',
      ],
    ],
  ])('%s: the weights, and the routes that steps add', (_, traffic, group, kind, jqPathExpressions) => {
    expect(owned(traffic)).toEqual([{ group, kind, name: 'orders', jqPathExpressions }]);
  });

  test('a route that exists is named as well; nginx and pods as the split have none', () => {
    expect(made({ traffic: Traffic.gatewayApi({ existingRoute: 'shop' }) }).rollout.ownedFields).toEqual([
      {
        group: 'gateway.networking.k8s.io',
        kind: 'HTTPRoute',
        name: 'shop',
        jqPathExpressions: ['.spec.rules[]?.backendRefs[]?.weight'],
      },
    ]);
    expect(made({ traffic: Traffic.nginx({ hostname }) }).rollout.ownedFields).toEqual([]);
    expect(made().rollout.ownedFields).toEqual([]);
  });
});
