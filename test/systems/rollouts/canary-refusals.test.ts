import { Duration } from '../../../lib/model';
import { Canary, type Gate, Metric, Step, StringMatch, Traffic } from '../../../lib/systems/rollouts';

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

const steps = [Step.setWeight(20), Step.pauseLasting(minute)];

test('what was held before a larger weight does not count for it', () => {
  const [first, second] = [Duration.minutes(5), Duration.seconds(30)];
  const held = [Step.setWeight(20), Step.pauseLasting(first), Step.setWeight(50), Step.pauseLasting(second)];
  expect(() => Canary.of({ steps: [...held, Step.analysis([errors.inline()])] })).toThrow(
    'Canary.pause: expected at least 2m, the window of error-rate, before it looks, got "30s"; it would judge the time before the weight',
  );
  const later = errors.inline({ initialDelay: Duration.seconds(90) });
  expect(() => Canary.of({ steps: [...held, Step.analysis([later])] })).not.toThrow();
});

test('an experiment starts its pods itself, so what was held before does not count', () => {
  const experiment = { templates: [{ name: 'new', version: 'canary' }], analyses: [errors.inline()] } as const;
  expect(() => Canary.of({ steps: [Step.pauseLasting(Duration.minutes(9)), Step.experiment(experiment)] })).toThrow(
    'Canary.pause: expected at least 2m, the window of error-rate, before it looks, got "0s"; it would judge the time before the weight',
  );
});

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

export function mustNotCompile(): void {
  // @ts-expect-error what watches beside the steps has no place between them
  Canary.through([5], { pause: minute, gates: [errors.background()] });
  // @ts-expect-error what stands between steps does not watch beside them
  Canary.of({ steps, background: [errors.inline()] });
  // @ts-expect-error the weights are percentages, not texts
  Canary.through(['5'], { pause: minute });
}
