import { Duration } from '../../../lib/model';
import { Canary, type Gate, Metric, Step, Traffic } from '../../../lib/systems/rollouts';
import * as fc from '../../property';

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
    ownedFields: [],
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
