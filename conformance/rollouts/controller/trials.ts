import { Duration } from '../../../lib/model';
import {
  BlueGreen,
  Canary,
  type CanaryOptions,
  Gate,
  type InlineGate,
  Metric,
  Promotion,
  type Prometheus,
  type Sampling,
  Step,
  Traffic,
  type WithoutTraffic,
} from '../../../lib/systems/rollouts';
import { PERSON_TRIALS, ROUTE_TRIALS } from './route-trials';
import { type Trial } from './trial';

const second = Duration.seconds(1);
const GOOD = 0.01;
const BAD = 0.2;

const errorRate = (from: Prometheus, withoutTraffic: WithoutTraffic = 'pause'): Metric =>
  Metric.errorRate({ below: 0.05, over: Duration.seconds(2), withoutTraffic, from });

/** Two weights, each held for two seconds and then measured three times. */
const canary = (options: CanaryOptions = {}, gate?: InlineGate): Canary =>
  Canary.through([20, 60], { pause: Duration.seconds(2), ...(gate ? { gates: [gate] } : {}), ...options });

const measured = (from: Prometheus, sampling: Sampling = {}, withoutTraffic?: WithoutTraffic): InlineGate =>
  errorRate(from, withoutTraffic).inline({ interval: second, count: 3, ...sampling });

const replicasOnly = (
  name: string,
  trial: Omit<Trial, 'name' | 'rollout'>,
  sampling?: Sampling,
  missing?: WithoutTraffic,
): Trial => ({
  name,
  ...trial,
  rollout: (from) => ({ replicas: 5, strategy: canary({}, measured(from, sampling, missing)) }),
});

const routed = (name: string, traffic: Traffic, trial: Partial<Trial> = {}): Trial => ({
  name: `${name}-${trial.ends?.toLowerCase() ?? 'healthy'}`,
  ends: 'Healthy',
  answers: [GOOD],
  rollout: (from) => ({ replicas: 5, traffic, strategy: canary({}, measured(from)) }),
  ...trial,
});

/** A canary whose pods are the split, in steps that wait for nothing but two seconds each. */
const counted = (name: string, replicas: number, weights: readonly number[], options: CanaryOptions = {}): Trial => ({
  name,
  ends: 'Healthy',
  rollout: () => ({
    replicas,
    strategy: Canary.through(weights, { pause: Duration.seconds(2), soak: Duration.zero, ...options }),
  }),
});

const HOSTNAME = { hostname: 'orders.example.com' };

const byMetric: readonly Trial[] = [
  replicasOnly('good', { ends: 'Healthy', answers: [GOOD] }),
  replicasOnly('bad', { ends: 'Degraded', answers: [BAD] }),
  replicasOnly('bad-in-the-end', { ends: 'Degraded', answers: [GOOD, GOOD, BAD] }),
  replicasOnly('flapping-borne', { ends: 'Healthy', answers: [GOOD, BAD, GOOD] }, { failureLimit: 1 }),
  replicasOnly('flapping', { ends: 'Degraded', answers: [BAD, GOOD, BAD] }, { failureLimit: 1 }),
  replicasOnly('nan-pauses', { ends: 'Paused', answers: [NaN] }),
  replicasOnly('nan-fails', { ends: 'Degraded', answers: [NaN] }, {}, 'fail'),
  replicasOnly('nan-passes', { ends: 'Healthy', answers: [NaN] }, {}, 'pass'),
  replicasOnly('no-series-pauses', { ends: 'Paused', answers: ['no series'] }),
  replicasOnly('no-series-fails', { ends: 'Degraded', answers: ['no series'] }, {}, 'fail'),
  replicasOnly('no-series-passes', { ends: 'Healthy', answers: ['no series'] }, {}, 'pass'),
  replicasOnly('no-series-borne', { ends: 'Healthy', answers: ['no series', 'no series', GOOD] }),
  replicasOnly('prometheus-away', { ends: 'Degraded', answers: ['out of order'] }, { consecutiveErrorLimit: 1 }),
  replicasOnly('prometheus-returns', { ends: 'Healthy', answers: ['out of order', GOOD] }),
  {
    name: 'condition-without-guard',
    ends: 'Degraded',
    answers: ['no series'],
    rollout: (from) => ({ replicas: 5, strategy: canary({}, unguarded(from)) }),
  },
];

/** What most people write: it reads the first element of a vector that may have none. */
function unguarded(from: Prometheus): InlineGate {
  return new Gate({
    name: 'error-rate',
    role: 'inline',
    limits: { count: 1, consecutiveErrorLimit: 1 },
    conditions: { success: 'result[0] < 0.05' },
    args: errorRate(from).inline().args,
    provider: () => ({ prometheus: { address: from.address, query: 'errors{hash="{{args.canary-hash}}"}' } }),
  });
}

const beside: readonly Trial[] = [GOOD, BAD].map((value) => ({
  name: value === GOOD ? 'watched' : 'watched-and-bad',
  ends: value === GOOD ? 'Healthy' : 'Degraded',
  answers: [GOOD, value],
  rollout: (from) => ({
    replicas: 5,
    strategy: canary({ background: [errorRate(from).background({ interval: second, initialDelay: second })] }),
  }),
}));

const byRouter: readonly Trial[] = [
  routed('istio-hosts', Traffic.istioHosts()),
  routed('istio-hosts', Traffic.istioHosts(), { ends: 'Degraded', answers: [GOOD, GOOD, GOOD, BAD] }),
  routed('istio-subsets', Traffic.istioSubsets()),
  routed('istio-subsets', Traffic.istioSubsets(), { ends: 'Degraded', answers: [GOOD, GOOD, GOOD, BAD] }),
  routed('nginx', Traffic.nginx(HOSTNAME)),
  routed('nginx', Traffic.nginx(HOSTNAME), { ends: 'Degraded', answers: [GOOD, GOOD, GOOD, BAD] }),
  routed('alb', Traffic.alb(HOSTNAME)),
  routed('alb', Traffic.alb(HOSTNAME), { ends: 'Degraded', answers: [GOOD, GOOD, GOOD, BAD] }),
  routed('dynamic-stable', Traffic.istioHosts(), {
    rollout: () => ({ replicas: 7, traffic: Traffic.istioHosts(), strategy: canary({ dynamicStableScale: true }) }),
  }),
  routed('fewest-pods', Traffic.istioHosts(), {
    rollout: () => ({
      replicas: 10,
      traffic: Traffic.istioHosts(),
      strategy: Canary.through([1, 15], { pause: Duration.seconds(2), minPodsPerReplicaSet: 2 }),
    }),
  }),
  routed('scaled-apart', Traffic.istioHosts(), {
    rollout: () => ({
      replicas: 6,
      traffic: Traffic.istioHosts(),
      strategy: Canary.of({
        steps: [
          Step.setCanaryScale({ replicas: 4 }),
          Step.setWeight(10),
          Step.pauseLasting(Duration.seconds(2)),
          Step.setCanaryScale({ weight: 20 }),
          Step.pauseLasting(Duration.seconds(2)),
          Step.setCanaryScale('as-the-weight-says'),
          Step.setWeight(50),
          Step.pauseLasting(Duration.seconds(2)),
        ],
      }),
    }),
  }),
];

const byCount: readonly Trial[] = [
  counted('one-pod', 1, [10, 50]),
  counted('three-pods', 3, [10, 34, 50, 90]),
  counted('ten-pods', 10, [1, 5, 25, 50, 99]),
  counted('no-surge', 4, [5, 33, 75], { maxSurge: 0, maxUnavailable: 1 }),
  counted('one-more', 7, [10, 33, 50], { maxSurge: 1 }),
  counted('much-surge', 4, [12, 60], { maxSurge: '100%', maxUnavailable: '50%' }),
];

const blueGreens: readonly Trial[] = [
  blueGreen('blue-green', 'Healthy', [GOOD], {}),
  blueGreen('blue-green-bad-preview', 'Degraded', [BAD], {}),
  blueGreen('blue-green-nobody-there', 'Paused', ['no series'], {}),
  blueGreen('blue-green-bad-switch', 'Degraded', [GOOD, GOOD, BAD], { after: true }),
  {
    name: 'blue-green-by-hand',
    ends: 'Paused',
    rollout: () => ({ replicas: 3, strategy: BlueGreen.of({ promotion: Promotion.byHand }) }),
  },
];

function blueGreen(
  name: string,
  ends: Trial['ends'],
  answers: Trial['answers'],
  { after }: { after?: boolean },
): Trial {
  const sampling = { interval: second, count: 2, initialDelay: Duration.zero };
  return {
    name,
    ends,
    answers,
    rollout: (from) => ({
      replicas: 3,
      strategy: BlueGreen.of({
        prePromotion: [errorRate(from).beforePromotion(sampling)],
        ...(after ? { postPromotion: [errorRate(from).afterPromotion(sampling)] } : {}),
      }),
    }),
  };
}

const byHandOrTime: readonly Trial[] = [
  {
    name: 'by-hand',
    ends: 'Paused',
    rollout: () => ({ replicas: 4, strategy: Canary.of({ steps: [Step.setWeight(25), Step.pauseForever()] }) }),
  },
  ...[true, false].map((abort): Trial => ({
    name: abort ? 'never-ready' : 'never-ready-and-left',
    ends: 'Degraded',
    neverReady: true,
    rollout: () => ({
      replicas: 4,
      strategy: canary(),
      progressDeadline: Duration.seconds(4),
      progressDeadlineAbort: abort,
    }),
  })),
];

/** Every program that the real controller is given, by what it is about. */
export const TRIALS: Readonly<Record<string, readonly Trial[]>> = {
  'what Prometheus answers': byMetric,
  'gates beside the steps': beside,
  'traffic routers': byRouter,
  'header routes, mirrors, experiments, ping and pong': ROUTE_TRIALS,
  'pods as the split': byCount,
  'blue-green': blueGreens,
  'persons and deadlines': byHandOrTime,
  'abort, retry, undo, promote, and a Deployment taken over': PERSON_TRIALS,
};

/** One program more, for a judge that must see it fail. */
export const SAMPLE: Trial = counted('mistaken', 4, [25]);
