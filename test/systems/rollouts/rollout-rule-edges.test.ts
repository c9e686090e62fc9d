import {
  blueGreen,
  canary,
  ERROR_RATE,
  HELD,
  JUDGED,
  metric,
  object,
  rollout,
  service,
  SERVICES,
  template,
} from '../../../lib/systems/rollouts/rules/examples';
import { messages } from './messages';

const istio = { virtualService: { name: 'orders' } };
const routed = { ...SERVICES, steps: HELD };

test('ROL001: a Rollout without selector, unless its workload has one', () => {
  expect(messages('ROL001', canary({ steps: HELD }, { selector: undefined }))).toEqual(['it has no selector']);
  expect(messages('ROL001', rollout({ workloadRef: { name: 'x' }, selector: undefined }))).toEqual([]);
});

test('ROL002: neither strategy', () => {
  expect(messages('ROL002', rollout({ strategy: {} }))).toEqual(['it says neither canary nor blueGreen']);
});

test('ROL003: a step that does nothing, and a pair that the controller lets pass', () => {
  const pair = { setWeight: 20, setCanaryScale: { replicas: 1 } };
  expect(messages('ROL003', canary({ steps: [{}, pair] }))).toEqual([
    'the step does nothing',
    'the step is setWeight and setCanaryScale at once',
  ]);
});

test('ROL003: a scale, routes and a pause fit into one step, but no second thing that waits', () => {
  const scale = { setCanaryScale: { replicas: 1 } };
  const header = { setHeaderRoute: { name: 'testers', match: [{ headerName: 'x', headerValue: { exact: '1' } }] } };
  const steps = [
    { ...scale, ...header },
    { ...scale, pause: {} },
    { ...header, pause: {}, analysis: { templates: [] } },
  ];
  expect(messages('ROL003', canary({ steps }))).toEqual(['the step is pause and analysis and setHeaderRoute at once']);
});

test('ROL004: the default of an argument decides, whatever the Rollout passes', () => {
  const args = (value?: string): object => ({ args: [{ name: 'hash' }, { name: 'count', value }] });
  const counted = [metric({ count: '{{args.count}}', inconclusiveLimit: 0 })];
  expect(messages('ROL004', canary({ steps: JUDGED }), template(counted, args('3')))).toEqual([]);
  expect(messages('ROL004', canary({ steps: JUDGED }), template(counted, args('0')))).toEqual([
    'metric "error-rate" has an interval and the count "{{args.count}}", which comes to 0, and Rollout shop/orders waits for it at spec.strategy.canary.steps[2].analysis',
  ]);
  expect(messages('ROL004', canary({ steps: JUDGED }), template(counted, args()))).toHaveLength(1);
});

test('ROL004: once for each metric, however many steps wait for it; never for the background', () => {
  const endless = template([metric({ count: undefined })]);
  expect(messages('ROL004', canary({ steps: [...JUDGED, ...JUDGED] }), endless)).toHaveLength(1);
  expect(messages('ROL004', canary({ steps: HELD, analysis: ERROR_RATE }), endless)).toEqual([]);
  expect(messages('ROL004', blueGreen({ prePromotionAnalysis: ERROR_RATE }), endless)).toHaveLength(1);
});

test('ROL005: a cluster template is looked for in the cluster, and templates name templates', () => {
  const shared = { templates: [{ templateName: 'error-rate', clusterScope: true }] };
  expect(messages('ROL005', canary({ steps: [{ analysis: shared }] }), template([metric()]))).toEqual([
    'there is no ClusterAnalysisTemplate error-rate',
  ]);
  const nesting = template([], { args: [{ name: 'hash' }], templates: [{ templateName: 'latency' }] });
  expect(messages('ROL005', canary({ steps: [...JUDGED, ...JUDGED] }), nesting)).toEqual([
    'there is no AnalysisTemplate latency in namespace shop',
  ]);
});

test('ROL006: every Service that a Rollout can name', () => {
  const trafficRouting = { alb: { ingress: 'orders', servicePort: 80, rootService: 'orders' } };
  expect(
    messages('ROL006', canary({ pingPong: { pingService: 'ping', pongService: 'pong' }, trafficRouting })),
  ).toEqual([
    'there is no Service ping in namespace shop',
    'there is no Service pong in namespace shop',
    'there is no Service orders in namespace shop',
  ]);
  expect(messages('ROL006', blueGreen({}))).toEqual([
    'there is no Service orders-active in namespace shop',
    'there is no Service orders-preview in namespace shop',
  ]);
});

test('ROL007: the hash that the controller writes is none of its business', () => {
  const selector = { app: 'orders', 'rollouts-pod-template-hash': '6d5f8c' };
  const services = [service('orders-stable', { selector }), service('orders-canary')];
  expect(messages('ROL007', canary(routed), ...services)).toEqual([]);
});

test('ROL009: one Service for both; none needed between subsets or with ping and pong', () => {
  const same = { stableService: 'orders', canaryService: 'orders' };
  expect(messages('ROL009', canary({ ...same, steps: HELD }))).toEqual([
    'orders is the stable and the canary Service at once',
  ]);
  const destinationRule = { name: 'orders', canarySubsetName: 'canary', stableSubsetName: 'stable' };
  expect(messages('ROL009', canary({ trafficRouting: { istio: { ...istio, destinationRule } }, steps: HELD }))).toEqual(
    [],
  );
});

test('ROL011: a VirtualService of another namespace is looked for there', () => {
  const elsewhere = { istio: { virtualService: { name: 'orders.mesh' } } };
  expect(messages('ROL011', canary({ ...routed, trafficRouting: elsewhere }))).toEqual([
    'there is no VirtualService orders in namespace mesh',
  ]);
  const several = { nginx: { stableIngresses: ['a', 'b'] } };
  expect(messages('ROL011', canary({ ...routed, trafficRouting: several }))).toEqual([
    'there is no Ingress a in namespace shop',
    'there is no Ingress b in namespace shop',
  ]);
});

test('ROL013: routes that are named have to be there, and one of several has to be named', () => {
  const http = (...names: readonly string[]): object =>
    object('networking.istio.io/v1', 'VirtualService', 'orders', {
      http: names.map((name) => ({
        name,
        route: [
          { destination: { host: 'orders-stable.shop.svc.cluster.local' }, weight: 100 },
          { destination: { host: 'orders-canary' }, weight: 0 },
        ],
      })),
    });
  const named = { istio: { virtualService: { name: 'orders', routes: ['primary'] } } };
  expect(messages('ROL013', canary({ ...routed, trafficRouting: named }), http('primary', 'other'))).toEqual([]);
  expect(messages('ROL013', canary({ ...routed, trafficRouting: named }), http('main'))).toEqual([
    'it has no route called primary, and Rollout shop/orders has to name the ones it weighs',
  ]);
  expect(messages('ROL013', canary({ ...routed, trafficRouting: { istio } }), http('a', 'b'))).toEqual([
    'it has several routes, and Rollout shop/orders has to name the ones it weighs',
  ]);
});

test('ROL014: no DestinationRule at all', () => {
  const destinationRule = { name: 'orders', canarySubsetName: 'canary', stableSubsetName: 'stable' };
  expect(messages('ROL014', canary({ trafficRouting: { istio: { ...istio, destinationRule } }, steps: HELD }))).toEqual(
    ['there is no DestinationRule orders in namespace shop'],
  );
});

test('ROL016: both ways to name Ingresses', () => {
  const alb = { ingress: 'a', ingresses: ['b'], servicePort: 80 };
  expect(messages('ROL016', canary({ ...routed, trafficRouting: { alb } }))).toEqual([
    'ingress and ingresses are both set',
  ]);
});

test('ROL018: each field and step that needs a router', () => {
  const strategy = { scaleDownDelaySeconds: 30, dynamicStableScale: true };
  const experiment = { templates: [{ name: 'a', specRef: 'canary', weight: 5 }] };
  expect(
    messages('ROL018', canary({ ...strategy, steps: [{ experiment }, { setMirrorRoute: { name: 'm' } }] })),
  ).toEqual([
    'scaleDownDelaySeconds needs a traffic router',
    'dynamicStableScale needs a traffic router',
    'steps[0].experiment.templates needs a traffic router',
    'steps[1].setMirrorRoute needs a traffic router',
  ]);
});

test('ROL019: what each router cannot do', () => {
  const header = (kind: string): object => ({ headerName: 'x', headerValue: { [kind]: 'y' } });
  const managedRoutes = [{ name: 'beta' }];
  const step = (kind: string) => ({ setHeaderRoute: { name: 'beta', match: [header(kind)] as never } });
  const weighted = { experiment: { templates: [{ name: 'a', specRef: 'canary', weight: 5 }] } };
  const nginx = { managedRoutes, nginx: { stableIngress: 'orders' } };
  const alb = { managedRoutes, alb: { ingress: 'orders', servicePort: 80 } };
  expect(messages('ROL019', canary({ ...SERVICES, trafficRouting: nginx, steps: [step('exact'), weighted] }))).toEqual([
    'its router cannot route by header',
    'its router cannot weigh an experiment',
  ]);
  expect(
    messages('ROL019', canary({ ...SERVICES, trafficRouting: alb, steps: [step('prefix'), step('exact')] })),
  ).toEqual(['ALB compares headers with exact texts only']);
});

test('ROL020: weights beyond the largest, which a router may set', () => {
  expect(messages('ROL020', canary({ steps: [{ setWeight: 101 }, { setWeight: -1 }] }))).toEqual([
    'the weight 101 is not between 0 and 100',
    'the weight -1 is not between 0 and 100',
  ]);
  const trafficRouting = { maxTrafficWeight: 1000, plugins: {} };
  expect(messages('ROL020', canary({ trafficRouting, steps: [{ setWeight: 500 }] }))).toEqual([]);
});

test('ROL021: an autoscaler decides from how many pods the canary starts', () => {
  const weights = [{ setWeight: 10 }, { pause: { duration: '5m' } }];
  const autoscaler = (minReplicas: number): object =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', 'orders', {
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'orders' },
      minReplicas,
      maxReplicas: 30,
    });
  const orders = canary({ steps: weights }, { replicas: undefined });
  expect(messages('ROL021', orders, autoscaler(20))).toEqual([]);
  expect(messages('ROL021', orders, autoscaler(2))).toEqual(['it asks for 10 % and gets 33.3 %, 1 of 3 pods']);
  expect(messages('ROL021', orders)).toEqual(['it asks for 10 % and gets 50 %, 1 of 2 pods']);
  expect(messages('ROL021', canary({ steps: weights, trafficRouting: { istio } }, { replicas: 1 }))).toEqual([]);
});

test('ROL022: two weights in a row; a weight of nothing needs no time', () => {
  expect(messages('ROL022', canary({ steps: [{ setWeight: 5 }, { setWeight: 20 }, { pause: {} }] }))).toEqual([
    'weight 5 is held for no time before weight 20',
  ]);
  expect(messages('ROL022', canary({ steps: [{ setWeight: 0 }, ...HELD] }))).toEqual([]);
});

test('ROL026: a delay that outlasts the analysis is fine', () => {
  const strategy = { postPromotionAnalysis: ERROR_RATE, scaleDownDelaySeconds: 90 };
  expect(messages('ROL026', blueGreen(strategy), template([metric()]))).toEqual([]);
});

test('ROL028: a delay of 0 keeps the pods for ever', () => {
  const strategy = { ...routed, trafficRouting: { istio }, dynamicStableScale: true, abortScaleDownDelaySeconds: 0 };
  expect(messages('ROL028', canary(strategy))).toEqual([
    'after an abort the canary keeps its pods for ever, while the old version grows again',
  ]);
});

test('ROL029: a percentage of nothing is nothing', () => {
  expect(messages('ROL029', canary({ steps: HELD, maxSurge: '0%', maxUnavailable: 0 }))).toHaveLength(1);
  expect(messages('ROL029', canary({ steps: HELD, maxSurge: 0 }))).toEqual([]);
});

test('ROL070: a weight may stay; each fall is told', () => {
  const weights = (...all: number[]): object => canary({ steps: all.map((setWeight) => ({ setWeight })) });
  expect(messages('ROL070', weights(5, 5, 20, 100))).toEqual([]);
  expect(messages('ROL070', weights(20, 5, 10, 50))).toEqual([
    'the weight falls from 20 to 5',
    'the weight falls from 20 to 10',
  ]);
});

test('ROL071: nothing of a blue-green switch', () => {
  expect(messages('ROL071', canary({ steps: [] }))).toEqual(['the canary has no steps']);
  expect(messages('ROL071', blueGreen({}))).toEqual([]);
});
