import { Duration } from '../../../lib/model';
import {
  BlueGreen,
  Canary,
  type CanaryOptions,
  Promotion,
  Step,
  StringMatch,
  Traffic,
} from '../../../lib/systems/rollouts';
import { type Trial } from './trial';

const HOSTNAME = { hostname: 'orders.example.com' };
const GATEWAY = { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.example.com'] };
const moment = Step.pauseLasting(Duration.seconds(2));

const trial = (name: string, traffic: Traffic, steps: readonly Step[], options: CanaryOptions = {}): Trial => ({
  name,
  ends: 'Healthy',
  rollout: () => ({ replicas: 4, traffic, strategy: Canary.of({ steps, ...options }) }),
});

/** Testers first: they reach the new version by a header, and everybody else by a weight after that. */
const HEADERS: readonly Step[] = [
  Step.setCanaryScale({ replicas: 1 }),
  Step.setHeaderRoute({ name: 'testers', match: [{ header: 'X-Canary', value: StringMatch.exact('yes') }] }),
  moment,
  Step.setHeaderRoute({ name: 'testers' }),
  Step.setCanaryScale('as-the-weight-says'),
  Step.setWeight(50),
  moment,
];

/** A header route that nobody takes away: the controller has to, at the end. */
const LEFT: readonly Step[] = [...HEADERS.slice(0, 3), Step.setWeight(50), moment];

const MIRROR: readonly Step[] = [
  Step.setCanaryScale({ weight: 25 }),
  Step.setMirrorRoute({ name: 'copies', percentage: 20 }),
  moment,
  Step.setMirrorRoute({ name: 'copies' }),
  Step.setCanaryScale('as-the-weight-says'),
  Step.setWeight(50),
  moment,
];

const EXPERIMENT: readonly Step[] = [
  Step.experiment({
    duration: Duration.seconds(3),
    templates: [
      { name: 'baseline', version: 'stable' },
      { name: 'tried', version: 'canary' },
    ],
  }),
  Step.setWeight(50),
  moment,
];

/** Header routes, mirrors, experiments and the rest of what a canary can ask of its router. */
export const ROUTE_TRIALS: readonly Trial[] = [
  trial('headers-istio-hosts', Traffic.istioHosts(), HEADERS),
  trial('headers-istio-subsets', Traffic.istioSubsets(), HEADERS),
  trial('headers-alb', Traffic.alb(HOSTNAME), HEADERS),
  trial('headers-left', Traffic.istioHosts(), LEFT),
  trial('mirror-istio', Traffic.istioHosts(), MIRROR),
  trial('experiment', Traffic.replicasOnly(), EXPERIMENT),
  trial('experiment-istio', Traffic.istioHosts(), EXPERIMENT),
  trial('ping-pong-istio', Traffic.istioHosts(), [Step.setWeight(25), moment], { pingPong: true }),
  trial('ping-pong-alb', Traffic.alb(HOSTNAME), [Step.setWeight(25), moment], { pingPong: true }),
  trial('apart', Traffic.replicasOnly(), [Step.setWeight(25), moment], { antiAffinity: 'required' }),
];

/** Programs for the plugin of the Gateway API. */
export const GATEWAY_TRIALS: readonly Trial[] = [
  trial('gateway-api', Traffic.gatewayApi(GATEWAY), [Step.setWeight(20), moment, Step.setWeight(60), moment]),
  trial('gateway-api-headers', Traffic.gatewayApi(GATEWAY), HEADERS),
  trial('gateway-api-headers-left', Traffic.gatewayApi(GATEWAY), LEFT),
  {
    ...trial('gateway-api-abort', Traffic.gatewayApi(GATEWAY), [Step.setWeight(20), Step.pauseForever()]),
    ends: 'Paused',
    then: [
      { does: 'abort', ends: 'Degraded' },
      { does: 'undo', ends: 'Healthy' },
    ],
  },
];

const byHand = (name: string, traffic: Traffic, then: Trial['then'], rollbackWindow?: number): Trial => ({
  name,
  ends: 'Paused',
  then,
  rollout: () => ({
    replicas: 4,
    traffic,
    rollbackWindow,
    strategy: Canary.of({ steps: [Step.setWeight(25), Step.pauseForever()] }),
  }),
});

const switched = (name: string, then: Trial['then']): Trial => ({
  name,
  ends: 'Paused',
  then,
  rollout: () => ({ replicas: 3, strategy: BlueGreen.of({ promotion: Promotion.byHand }) }),
});

const ABORT = { does: 'abort', ends: 'Degraded' } as const;
const RETRY = { does: 'retry', ends: 'Paused' } as const;
const PROMOTE = { does: 'promote', ends: 'Healthy' } as const;
const UNDO = { does: 'undo', ends: 'Healthy' } as const;

/** What a person does to a release: on, back, and once more. */
export const PERSON_TRIALS: readonly Trial[] = [
  byHand('abort-retry-promote', Traffic.replicasOnly(), [ABORT, RETRY, PROMOTE]),
  byHand('abort-undo', Traffic.replicasOnly(), [ABORT, UNDO]),
  byHand('abort-istio', Traffic.istioHosts(), [ABORT, UNDO]),
  byHand('abort-nginx', Traffic.nginx(HOSTNAME), [ABORT, UNDO]),
  byHand('abort-alb', Traffic.alb(HOSTNAME), [ABORT, UNDO]),
  byHand('undo-midway', Traffic.istioHosts(), [UNDO]),
  byHand('undo-takes-the-steps', Traffic.replicasOnly(), [PROMOTE, { does: 'undo', ends: 'Paused' }]),
  byHand('undo-in-the-window', Traffic.replicasOnly(), [PROMOTE, UNDO], 1),
  switched('blue-green-abort-retry', [ABORT, { does: 'retry', ends: 'Healthy' }]),
  switched('blue-green-promote', [PROMOTE]),
  switched('blue-green-abort-undo', [ABORT, UNDO]),
  switched('blue-green-undo', [PROMOTE, UNDO]),
  {
    name: 'adopted-deployment',
    ends: 'Healthy',
    rollout: () => ({
      replicas: 4,
      adopts: { name: 'order-service' },
      strategy: Canary.of({ steps: [Step.setWeight(25), moment] }),
    }),
  },
];
