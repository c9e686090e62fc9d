import { Duration } from '../../model';
import {
  type BasicCanary,
  type FixedScale,
  nextMove,
  type Pods,
  type RoutedCanary,
  wantedByRoutedCanary,
} from './replica-counts';

/** One step of a canary, as far as its schedule depends on it. */
export interface ScheduleStep {
  readonly setWeight?: number;
  readonly pause?: { readonly duration?: number | string };
  readonly setCanaryScale?: {
    readonly replicas?: number;
    readonly weight?: number;
    readonly matchTrafficWeight?: boolean;
  };
  readonly analysis?: object;
  readonly experiment?: { readonly duration?: string };
}

/** What a schedule is computed from. */
export interface SchedulePlan extends BasicCanary, RoutedCanary {
  /** Whether a router splits the traffic; without one, the pods are the split. */
  readonly routed: boolean;
  readonly steps: readonly ScheduleStep[];
}

/** How things stand once a step has settled. */
export interface StepState extends Pods {
  /** The weight asked for by this step or the last one that asked. */
  readonly weight: number;
  /** The share of traffic that the canary then has, in percent. */
  readonly realised: number;
  /** The most pods that exist at once on the way here. */
  readonly peak: number;
}

/** What each step of a canary comes to, when every pod becomes ready. The promotion after the last step is the last entry. */
export function simulate(plan: SchedulePlan): readonly StepState[] {
  const states: StepState[] = [];
  let pods: Pods = { canary: 0, stable: plan.replicas };
  let weight = 0;
  let scale: FixedScale | undefined;
  for (const step of [
    ...plan.steps,
    { setWeight: plan.maxWeight ?? 100, setCanaryScale: { matchTrafficWeight: true } },
  ]) {
    weight = step.setWeight ?? weight;
    if (step.setCanaryScale) scale = step.setCanaryScale.matchTrafficWeight ? undefined : step.setCanaryScale;
    const settled = plan.routed ? routedPods(plan, weight, scale, pods) : basicPods(plan, weight, pods);
    pods = settled.pods;
    states.push({ ...pods, weight, realised: plan.routed ? share(weight, plan) : podShare(pods), peak: settled.peak });
  }
  return states;
}

/** How long a schedule takes: without any wait for pods, in the best and in the worst case that still ends well. */
export interface ScheduleTime {
  readonly best: Duration;
  /** Nothing where a person has to promote: it may take for ever. */
  readonly worst?: Duration;
}

/** Adds up the pauses of a schedule and whatever its other steps are said to take. */
export function timeOf(
  steps: readonly ScheduleStep[],
  timeOfStep: (step: ScheduleStep, index: number) => ScheduleTime = () => ({
    best: Duration.zero,
    worst: Duration.zero,
  }),
): ScheduleTime {
  let best = Duration.zero;
  let worst: Duration | undefined = Duration.zero;
  steps.forEach((step, index) => {
    const time = step.pause ? pauseTime(step.pause) : timeOfStep(step, index);
    best = best.plus(time.best);
    worst = time.worst && worst?.plus(time.worst);
  });
  return worst === undefined ? { best } : { best, worst };
}

/**
 * How long the canary has had its weight, at the least, when a step begins: the pauses since the weight was last set.
 * A person may promote an endless pause at once, so it counts as nothing.
 */
export function heldBefore(steps: readonly ScheduleStep[], index: number): Duration {
  let held = Duration.zero;
  for (const step of steps.slice(0, index).reverse()) {
    if (step.setWeight !== undefined) break;
    if (step.pause) held = held.plus(pauseTime(step.pause).best);
  }
  return held;
}

/** The length of a pause as the controller reads it: a number or bare digits are seconds. Nothing where it cannot. */
export function tryParsePause(duration: number | string): Duration | undefined {
  if (typeof duration === 'number') return duration < 0 ? undefined : Duration.seconds(duration);
  return /^\+?\d+$/.test(duration) ? Duration.seconds(Number(duration)) : Duration.tryParseGo(duration);
}

function pauseTime(pause: { readonly duration?: number | string }): ScheduleTime {
  if (pause.duration === undefined) return { best: Duration.zero };
  const length = tryParsePause(pause.duration) ?? Duration.zero;
  return { best: length, worst: length };
}

/** A router keeps both sides up while it shifts, so the sum of both before and after is what the cluster must hold. */
function routedPods(
  plan: SchedulePlan,
  weight: number,
  scale: FixedScale | undefined,
  before: Pods,
): { pods: Pods; peak: number } {
  const pods = wantedByRoutedCanary(plan, weight, scale);
  return { pods, peak: Math.max(pods.canary, before.canary) + Math.max(pods.stable, before.stable) };
}

function basicPods(plan: SchedulePlan, weight: number, before: Pods): { pods: Pods; peak: number } {
  let pods = before;
  let peak = before.canary + before.stable;
  for (;;) {
    const next = nextMove(plan, weight, pods);
    if (next.stable !== pods.stable) pods = { ...pods, stable: next.stable };
    else if (next.canary !== pods.canary) pods = { ...pods, canary: next.canary };
    else return { pods, peak };
    peak = Math.max(peak, pods.canary + pods.stable);
  }
}

function share(weight: number, plan: SchedulePlan): number {
  return (weight * 100) / (plan.maxWeight ?? 100);
}

function podShare({ canary, stable }: Pods): number {
  return canary + stable === 0 ? 0 : (canary * 100) / (canary + stable);
}
