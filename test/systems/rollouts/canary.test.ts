import * as fc from 'fast-check';
import { Duration } from '../../../lib/model';
import {
  BlueGreen,
  Canary,
  type Gate,
  Metric,
  Promotion,
  Step,
  StringMatch,
  Traffic,
} from '../../../lib/systems/rollouts';

const minute = Duration.minutes(1);
const about = { over: Duration.minutes(2), withoutTraffic: 'pause' } as const;
const errors = Metric.errorRate({ below: 0.01, ...about });
const gatewayApi = Traffic.gatewayApi({ gateway: { name: 'public' }, hostnames: ['orders.acme.dev'] });

const NAMES = { rollout: 'orders', current: 'orders-stable', next: 'orders-canary' };
const CONTEXT = {
  templateName: (gate: Gate) => gate.templateNameFor('orders'),
  traffic: Traffic.replicasOnly(),
  router: { names: NAMES, port: 80, selector: { app: 'orders' } },
};

const ARGS = [
  { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
];
const JUDGED = { analysis: { templates: [{ templateName: 'orders-error-rate-inline' }], args: ARGS } };

function stepsOf(canary: Canary): readonly object[] {
  return canary.steps.map((step) => step._render(CONTEXT));
}

test('pauses after each weight, and soaks at the end', () => {
  expect(stepsOf(Canary.through([10, 50], { pause: minute }))).toEqual([
    { setWeight: 10 },
    { pause: { duration: '1m' } },
    { setWeight: 50 },
    { pause: { duration: '1m' } },
    { setWeight: 100 },
    { pause: { duration: '1m' } },
  ]);
});

test('lets the gates look after each pause; the soak may be another time, or none', () => {
  const pause = Duration.minutes(2);
  expect(stepsOf(Canary.through([5], { pause, gates: [errors], soak: Duration.minutes(5) }))).toEqual([
    { setWeight: 5 },
    { pause: { duration: '2m' } },
    JUDGED,
    { setWeight: 100 },
    { pause: { duration: '5m' } },
    JUDGED,
  ]);
  expect(stepsOf(Canary.through([5], { pause, gates: [errors.inline()], soak: Duration.zero }))).toEqual([
    { setWeight: 5 },
    { pause: { duration: '2m' } },
    JUDGED,
  ]);
});

test('renders the strategy with its Services, fences and background gates', () => {
  const canary = Canary.through([20], {
    pause: Duration.minutes(10),
    soak: Duration.zero,
    background: [errors.background()],
    traffic: gatewayApi,
    scaleDownDelay: minute,
    abortScaleDownDelay: Duration.minutes(2),
    minPodsPerReplicaSet: 2,
  });
  expect(canary._render(CONTEXT).strategy).toEqual({
    canary: {
      stableService: 'orders-stable',
      canaryService: 'orders-canary',
      maxSurge: '25%',
      maxUnavailable: 0,
      scaleDownDelaySeconds: 60,
      abortScaleDownDelaySeconds: 120,
      minPodsPerReplicaSet: 2,
      trafficRouting: { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'orders' } } },
      analysis: { startingStep: 1, templates: [{ templateName: 'orders-error-rate-background' }], args: ARGS },
      steps: [{ setWeight: 20 }, { pause: { duration: '10m' } }],
    },
  });
});

test('without a router the pods are the split', () => {
  expect(Canary.through([50], { pause: minute, maxSurge: 1 })._render(CONTEXT)).toEqual({
    sharedService: true,
    objects: [],
    strategy: {
      canary: {
        stableService: 'orders-stable',
        canaryService: 'orders-canary',
        maxSurge: 1,
        maxUnavailable: 0,
        steps: [{ setWeight: 50 }, { pause: { duration: '1m' } }, { setWeight: 100 }, { pause: { duration: '1m' } }],
      },
    },
  });
});

test('names every managed route once', () => {
  const steps = [
    Step.setHeaderRoute({ name: 'beta' }),
    Step.setMirrorRoute({ name: 'copy' }),
    Step.setHeaderRoute({ name: 'beta' }),
  ];
  const { strategy } = Canary.of({ steps, traffic: Traffic.istioHosts() })._render(CONTEXT);
  expect(strategy).toMatchObject({
    canary: { trafficRouting: { managedRoutes: [{ name: 'beta' }, { name: 'copy' }] } },
  });
});

test('says how long it takes', () => {
  const canary = Canary.through([5], {
    pause: Duration.minutes(10),
    gates: [errors.inline({ consecutiveErrorLimit: 0 })],
  });
  expect(canary.time).toEqual({ best: Duration.minutes(22), worst: Duration.minutes(22) });
  expect(Canary.of({ steps: [Step.setWeight(5), Step.pauseForever()] }).time).toEqual({ best: Duration.zero });
});

test('any rising weights are taken one after the other', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 }), (weights) => {
      const rising = [...weights].sort((a, b) => a - b);
      const { steps } = Canary.through(rising, { pause: minute });
      expect(steps.flatMap(({ weight }) => weight ?? [])).toEqual([...rising, 100]);
    }),
  );
});

const steps = [Step.setWeight(20), Step.pauseLasting(minute)];

test.each([
  [
    () => Canary.through([50, 10], { pause: minute }),
    'Canary.weights: expected rising percentages between 1 and 99, got [50,10]; 100 is reached by itself',
  ],
  [
    () => Canary.through([10, 10], { pause: minute }),
    'Canary.weights: expected rising percentages between 1 and 99, got [10,10]; 100 is reached by itself',
  ],
  [
    () => Canary.through([50, 100], { pause: minute }),
    'Canary.weights: expected rising percentages between 1 and 99, got [50,100]; 100 is reached by itself',
  ],
  [
    () => Canary.through([0], { pause: minute }),
    'Canary.weights: expected rising percentages between 1 and 99, got [0]; 100 is reached by itself',
  ],
  [
    () => Canary.through([], { pause: minute }),
    'Canary.weights: expected rising percentages between 1 and 99, got []; 100 is reached by itself',
  ],
  [
    () => Canary.through([5], { pause: Duration.zero }),
    'Step.pauseLasting: expected whole seconds above zero, got "0s"',
  ],
  [
    () => Canary.through([5], { pause: minute, gates: [errors] }),
    'Canary.pause: expected at least 2m, the window of error-rate, before it looks, got "1m"; it would judge the time before the weight',
  ],
  [() => Canary.of({ steps: [] }), 'Canary.steps: expected at least one step, got []'],
  [
    () => Canary.of({ steps, maxSurge: '1' }),
    'Canary.maxSurge: expected a whole count, or a percentage such as "25%", got "1"',
  ],
  [
    () => Canary.of({ steps, maxUnavailable: -1 }),
    'Canary.maxUnavailable: expected a whole count, or a percentage such as "25%", got -1',
  ],
  [
    () => Canary.of({ steps, maxSurge: '0%' }),
    'Canary.maxSurge: expected above zero where maxUnavailable is 0, got "0%"; no pod could ever be exchanged',
  ],
  [
    () => Canary.of({ steps, scaleDownDelay: Duration.millis(10) }),
    'Canary.scaleDownDelay: expected whole seconds, got "10ms"',
  ],
  [
    () => Canary.of({ steps, abortScaleDownDelay: minute, dynamicStableScale: true }),
    'Canary.abortScaleDownDelay: expected nothing beside dynamicStableScale, got "1m"; the canary then shrinks with its traffic',
  ],
  [
    () => Canary.of({ steps, minPodsPerReplicaSet: 0 }),
    'Canary.minPodsPerReplicaSet: expected a whole number of at least 1, got 0',
  ],
  [
    () => Canary.of({ steps, background: [errors.background()], backgroundFrom: 2 }),
    'Canary.backgroundFrom: expected the index of a step, 0 to 1, got 2',
  ],
  [
    () => Canary.of({ steps, background: [errors.background(), errors.background()] }),
    'Canary.background: expected gates of different names, got ["error-rate","error-rate"]',
  ],
  [
    () => Canary.of({ steps, background: [errors.background()] }),
    'Canary.background: expected pauses of at least 2m30s from step 1 on, got "1m"; error-rate would end without having measured',
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});

test.each([
  [
    Canary.of({ steps: [Step.setCanaryScale({ replicas: 1 })] }),
    'Canary.steps[0]: expected a traffic router that knows a scale apart from the weight, got "one that does not"',
  ],
  [
    Canary.of({ steps: [Step.setHeaderRoute({ name: 'beta' })], traffic: Traffic.nginx({ hostname: 'a.b.dev' }) }),
    'Canary.steps[0]: expected a traffic router that knows routes by header, got "one that does not"',
  ],
  [
    Canary.of({ steps: [Step.setMirrorRoute({ name: 'copy' })], traffic: gatewayApi }),
    'Canary.steps[0]: expected a traffic router that knows mirrored requests, got "one that does not"',
  ],
  [
    Canary.of({ steps, scaleDownDelay: minute }),
    'Canary.scaleDownDelay: expected nothing without a traffic router, got "1m"; the pods themselves are the split',
  ],
  [
    Canary.of({ steps, minPodsPerReplicaSet: 2 }),
    'Canary.minPodsPerReplicaSet: expected nothing without a traffic router, got 2; the pods themselves are the split',
  ],
  [
    Canary.of({ steps, dynamicStableScale: true }),
    'Canary.dynamicStableScale: expected nothing without a traffic router, got true; the pods themselves are the split',
  ],
  [
    Canary.of({
      steps: [Step.setHeaderRoute({ name: 'beta', match: [{ header: 'x', value: StringMatch.prefix('y') }] })],
      traffic: Traffic.alb({ hostname: 'a.b.dev' }),
    }),
    'Canary.steps[0]: expected exact header values, the only ones that its router compares, got "prefix"',
  ],
])('refuses what the router cannot do (%#)', (canary, message) => {
  expect(() => canary._render(CONTEXT)).toThrow(new Error(message));
});

test('blue-green switches at once, after and before its gates', () => {
  const blueGreen = BlueGreen.of({
    prePromotion: [errors.beforePromotion({ count: 1 })],
    postPromotion: [errors],
    promotion: Promotion.after(Duration.minutes(5)),
    abortScaleDownDelay: minute,
    previewReplicas: 1,
  });
  const names = blueGreen._namesFor('orders');
  expect(names).toEqual({ rollout: 'orders', current: 'orders-active', next: 'orders-preview' });
  expect(blueGreen._render({ ...CONTEXT, router: { ...CONTEXT.router, names } })).toEqual({
    sharedService: false,
    objects: [],
    strategy: {
      blueGreen: {
        activeService: 'orders-active',
        previewService: 'orders-preview',
        autoPromotionEnabled: true,
        autoPromotionSeconds: 300,
        previewReplicaCount: 1,
        abortScaleDownDelaySeconds: 60,
        prePromotionAnalysis: { templates: [{ templateName: 'orders-error-rate-pre-promotion' }], args: ARGS },
        postPromotionAnalysis: { templates: [{ templateName: 'orders-error-rate-post-promotion' }], args: ARGS },
      },
    },
  });
});

test('blue-green promotes by itself unless a person is asked', () => {
  const strategyOf = (blueGreen: BlueGreen): object => blueGreen._render(CONTEXT).strategy;
  expect(strategyOf(BlueGreen.of())).toMatchObject({ blueGreen: { autoPromotionEnabled: true } });
  expect(strategyOf(BlueGreen.of({ promotion: Promotion.byHand, scaleDownDelay: Duration.hours(1) }))).toMatchObject({
    blueGreen: { autoPromotionEnabled: false, scaleDownDelaySeconds: 3600 },
  });
});

test.each([
  [
    () => BlueGreen.of({ postPromotion: [errors], scaleDownDelay: Duration.seconds(30) }),
    'BlueGreen.scaleDownDelay: expected at least 9m30s, which error-rate may take after the switch, got "30s"; leave it out: the old version then waits',
  ],
  [
    () => BlueGreen.of({ scaleDownDelay: Duration.millis(1) }),
    'BlueGreen.scaleDownDelay: expected whole seconds, got "1ms"',
  ],
  [
    () => BlueGreen.of({ abortScaleDownDelay: Duration.millis(1) }),
    'BlueGreen.abortScaleDownDelay: expected whole seconds, got "1ms"',
  ],
  [
    () => BlueGreen.of({ prePromotion: [errors, errors] }),
    'BlueGreen.gates: expected gates of different names, got ["error-rate","error-rate"]',
  ],
  [
    () => BlueGreen.of({ previewReplicas: 0 }),
    'BlueGreen.previewReplicas: expected a whole number of at least 1, got 0',
  ],
  [
    () => Promotion.after(Duration.zero),
    'Promotion.after: expected a time above zero, got "0s"; use Promotion.automatic',
  ],
  [() => Promotion.after(Duration.millis(5)), 'Promotion.after: expected whole seconds, got "5ms"'],
])('blue-green refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});

export function mustNotCompile(): void {
  // @ts-expect-error a gate after the switch is none before it
  BlueGreen.of({ prePromotion: [errors.afterPromotion()] });
  // @ts-expect-error what watches beside the steps has no place between them
  Canary.through([5], { pause: minute, gates: [errors.background()] });
  // @ts-expect-error what stands between steps does not watch beside them
  Canary.of({ steps, background: [errors.inline()] });
  // @ts-expect-error the weights are percentages, not texts
  Canary.through(['5'], { pause: minute });
}
