import { Duration } from '../../../lib/model';
import { BlueGreen, type Gate, Metric, Promotion, Traffic } from '../../../lib/systems/rollouts';

const minute = Duration.minutes(1);
const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });

const CONTEXT = {
  templateName: (gate: Gate) => gate.templateNameFor('orders'),
  traffic: Traffic.replicasOnly(),
  router: {
    names: { rollout: 'orders', current: 'orders-active', next: 'orders-preview' },
    port: 80,
    selector: { app: 'orders' },
  },
};

const ARGS = [
  { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
];

test('blue-green switches at once, after and before its gates', () => {
  const blueGreen = BlueGreen.of({
    prePromotion: [errors.beforePromotion({ count: 1 })],
    postPromotion: [errors],
    promotion: Promotion.after(Duration.minutes(5)),
    abortScaleDownDelay: minute,
    previewReplicas: 1,
  });
  expect(blueGreen._namesFor('orders')).toEqual(CONTEXT.router.names);
  expect(blueGreen._render(CONTEXT)).toEqual({
    sharedService: false,
    objects: [],
    ownedFields: [],
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
}
