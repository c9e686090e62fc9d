import { Duration, invalid } from '../../model';
import { type AntiAffinity, renderAntiAffinity } from './anti-affinity';
import {
  checkBackground,
  checkFences,
  checkPingPong,
  checkScale,
  checkSkills,
  checkUnrouted,
  checkWindows,
} from './canary-checks';
import { Check } from './check';
import { type BackgroundGate, type Gate, type InlineGate } from './gate';
import { type RolloutNames, type RouterContext } from './router';
import { type ScheduleStep, type ScheduleTime, timeOf } from './schedule';
import { renderGates, Step } from './step';
import { type RenderedStrategy, type RolloutStrategy, type StrategyContext } from './strategy';
import { type Traffic } from './traffic';

/** What a canary says apart from its steps. */
export interface CanaryOptions {
  /** How traffic is split. @default what the Rollout says */
  readonly traffic?: Traffic;
  /** Gates that watch while the steps are taken. @default none */
  readonly background?: readonly BackgroundGate[];
  /** The index of the step with which they begin, from 0. @default 1: the first weight has been set */
  readonly backgroundFrom?: number;
  /** The most pods above the replicas, as a count or a percentage in text. @default "25%" */
  readonly maxSurge?: number | string;
  /** The most pods missing from the replicas, as a count or a percentage in text. @default 0 */
  readonly maxUnavailable?: number | string;
  /** How long the old version stays up after the promotion, in whole seconds; needs a router. @default 30 seconds */
  readonly scaleDownDelay?: Duration;
  /** How long the new version stays up after an abort, in whole seconds; needs a router. @default 30 seconds */
  readonly abortScaleDownDelay?: Duration;
  /** Whether the old version shrinks while the new one grows; it saves pods, and slows every rollback. @default false */
  readonly dynamicStableScale?: boolean;
  /** The fewest pods of a version that has any; needs a router. @default 1 */
  readonly minPodsPerReplicaSet?: number;
  /** Whether the pods of the two versions keep off each other's nodes. @default they may share nodes */
  readonly antiAffinity?: AntiAffinity;
  /**
   * Whether the two Services keep their pods and change places instead, so that no pod is taken from the load balancer at
   * the promotion. Needs ALB, or Istio between hosts; its gates have to ask Prometheus.
   * @default false: the stable Service gets the new pods
   */
  readonly pingPong?: boolean;
}

/** A canary with steps of your own. */
export interface CanaryProps extends CanaryOptions {
  /** The steps, in order. After the last one the new version gets everything. */
  readonly steps: readonly Step[];
}

/** A canary that does the same at each weight. */
export interface CanaryThroughProps extends CanaryOptions {
  /** How long each weight is held before the gates look at it. */
  readonly pause: Duration;
  /** What has to hold at each weight. @default nothing but the pods' readiness */
  readonly gates?: readonly (Check | InlineGate)[];
  /** How long all traffic is held before the old version goes; `Duration.zero` for not at all. @default as long as each pause */
  readonly soak?: Duration;
}

/** Brings in a new version by shares of the traffic. Throws `Canary.…`. */
export class Canary implements RolloutStrategy {
  /** Takes each weight, waits, and lets the gates look; then the same with all traffic, and the old version goes. */
  public static through(weights: readonly number[], props: CanaryThroughProps): Canary {
    const { pause, gates = [], soak = pause, ...options } = props;
    if (weights.length === 0 || !weights.every((weight, i) => isBetween(weight, weights[i - 1] ?? 0))) {
      throw invalid('Canary.weights', 'rising percentages between 1 and 99', weights, '100 is reached by itself');
    }
    const inline = gates.map((gate) => (gate instanceof Check ? gate.inline() : gate));
    const hold = (weight: number, time: Duration): readonly Step[] => [
      Step.setWeight(weight),
      Step.pauseLasting(time),
      ...(inline.length > 0 ? [Step.analysis(inline)] : []),
    ];
    const steps = weights.flatMap((weight) => hold(weight, pause));
    return new Canary({ ...options, steps: soak.milliseconds === 0 ? steps : [...steps, ...hold(100, soak)] });
  }

  /** Takes the steps as they are. */
  public static of(props: CanaryProps): Canary {
    return new Canary(props);
  }

  public readonly steps: readonly Step[];
  public readonly gates: readonly Gate[];

  private constructor(private readonly props: CanaryProps) {
    if (props.steps.length === 0) throw invalid('Canary.steps', 'at least one step', props.steps);
    this.steps = props.steps;
    this.gates = [...props.steps.flatMap((step) => step.gates), ...(props.background ?? [])];
    checkFences(props);
    checkScale(props);
    checkWindows(props.steps);
    checkBackground(props);
  }

  /** How long the steps take: without any wait for pods, and at most where every gate opens and nobody has to act. */
  public get time(): ScheduleTime {
    return timeOf(this.steps.map(toScheduleStep), (_, index) => timeOfGates(this.steps[index]?.gates ?? []));
  }

  /** @internal */
  public _namesFor(rollout: string): RolloutNames {
    const [current, next] = this.props.pingPong ? ['ping', 'pong'] : ['stable', 'canary'];
    return { rollout, current: `${rollout}-${current}`, next: `${rollout}-${next}` };
  }

  /** @internal */
  public _render(context: StrategyContext): RenderedStrategy {
    const traffic = this.props.traffic ?? context.traffic;
    checkSkills(this.steps, traffic);
    const { pingPong = false } = this.props;
    checkPingPong(this.props, this.gates, traffic);
    const managedRoutes = [...new Set(this.steps.flatMap(({ managedRoute }) => managedRoute ?? []))];
    const router = { ...context.router, managedRoutes, pingPong };
    const trafficRouting = traffic._tryRender(router);
    if (!trafficRouting) checkUnrouted(this.props);
    return {
      sharedService: traffic.sharedService || pingPong,
      objects: traffic._objects(router),
      ownedFields: traffic._ownedFields(router),
      strategy: {
        canary: {
          ...renderServices(router),
          ...renderOptions(this.props),
          ...(trafficRouting === undefined ? {} : { trafficRouting: { ...renderManaged(router), ...trafficRouting } }),
          ...renderBackground(this.props, context),
          steps: this.steps.map((step) => step._render(context)),
        },
      },
    };
  }
}

function renderServices({ names, pingPong }: RouterContext): object {
  return pingPong
    ? { pingPong: { pingService: names.current, pongService: names.next } }
    : { stableService: names.current, canaryService: names.next };
}

function renderManaged({ managedRoutes = [] }: RouterContext): object {
  return managedRoutes.length === 0 ? {} : { managedRoutes: managedRoutes.map((name) => ({ name })) };
}

function isBetween(weight: number, last: number): boolean {
  return Number.isInteger(weight) && weight > last && weight < 100;
}

function toScheduleStep({ weight, pause }: Step): ScheduleStep {
  return {
    ...(weight === undefined ? {} : { setWeight: weight }),
    ...(pause === undefined ? {} : { pause: pause === 'forever' ? {} : { duration: pause.toString() } }),
  };
}

/** Gates of one step look at the same time. */
function timeOfGates(gates: readonly Gate[]): ScheduleTime {
  const longest = (times: readonly Duration[]): Duration =>
    times.reduce((most, time) => (time.isLongerThan(most) ? time : most), Duration.zero);
  const worst = gates.map((gate) => gate.time.worst ?? gate.time.best);
  return { best: longest(gates.map((gate) => gate.time.best)), worst: longest(worst) };
}

function renderOptions(props: CanaryOptions): object {
  const { scaleDownDelay, abortScaleDownDelay, minPodsPerReplicaSet } = props;
  return {
    maxSurge: props.maxSurge ?? '25%',
    maxUnavailable: props.maxUnavailable ?? 0,
    ...(scaleDownDelay === undefined ? {} : { scaleDownDelaySeconds: scaleDownDelay.inSeconds }),
    ...(abortScaleDownDelay === undefined ? {} : { abortScaleDownDelaySeconds: abortScaleDownDelay.inSeconds }),
    ...(props.dynamicStableScale ? { dynamicStableScale: true } : {}),
    ...(minPodsPerReplicaSet === undefined ? {} : { minPodsPerReplicaSet }),
    ...renderAntiAffinity(props.antiAffinity),
  };
}

function renderBackground({ background = [], backgroundFrom = 1 }: CanaryOptions, context: StrategyContext): object {
  return background.length === 0
    ? {}
    : { analysis: { startingStep: backgroundFrom, ...renderGates(background, context) } };
}
