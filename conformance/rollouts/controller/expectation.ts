import { Duration } from '../../../lib/model';
import {
  type AnalysisCall,
  type AnalysisTemplateObject,
  type CanaryStep,
  type CanaryStrategy,
  type MetricObject,
  type RolloutObject,
} from '../../../lib/systems/rollouts/kinds';
import {
  type SchedulePlan,
  simulate,
  type StepState,
  timeOf,
  tryParsePause,
} from '../../../lib/systems/rollouts/schedule';
import { type KubernetesObject } from '../../output';
import { expectedOfBlueGreen } from './blue-green-expectation';
import { type ExpectedRun, Measurements } from './measurements';
import { type Sighting } from './sighting';
import { type Scenario } from './trial';

/** A step at which a trial stays for a while, and how things then stand. */
export type Rest = Pick<Sighting, 'step' | 'phase' | 'canary' | 'stable' | 'weight' | 'routes'>;

/** How a trial ends, as far as the models say. */
export type End = Pick<Sighting, 'phase' | 'serves' | 'aborted'> & Partial<Rest>;

/** What our models say of a trial before the controller has seen it. */
export interface Expectation {
  readonly rests: readonly Rest[];
  readonly end: End;
  readonly runs: readonly ExpectedRun[];
  /** From the change of the image to the end, if pods take no time. */
  readonly time: Duration;
  /** The most pods of both versions together. @default nobody says */
  readonly peak?: number;
}

/** Asks the models for a trial, from the very objects that the controller gets. */
export function expectationOf(trial: Scenario, objects: readonly KubernetesObject[]): Expectation {
  const rollout = objects.find(({ kind }) => kind === 'Rollout') as unknown as RolloutObject;
  const metricOf = (call: AnalysisCall): MetricObject => {
    const name = call.templates?.[0]?.templateName;
    const template = objects.find(({ kind, metadata }) => kind === 'AnalysisTemplate' && metadata.name === name);
    const [metric] = (template as unknown as AnalysisTemplateObject | undefined)?.spec.metrics ?? [];
    if (metric === undefined) throw new Error(`${trial.name}: no metric in ${String(name)}`);
    return metric;
  };
  const measurements = new Measurements(trial.answers ?? []);
  const { canary, blueGreen } = rollout.spec.strategy ?? {};
  if (trial.neverReady) return expectedOfDeadline(rollout);
  if (blueGreen) return expectedOfBlueGreen(rollout, blueGreen, (call) => measurements.tryRun(metricOf(call)));
  if (!canary) throw new Error(`${trial.name}: no strategy`);
  return new CanaryWalk(rollout, canary, (call) => measurements.tryRun(metricOf(call))).expectation();
}

function expectedOfDeadline({ spec }: RolloutObject): Expectation {
  const aborted = spec.progressDeadlineAbort ?? false;
  const time = Duration.seconds(spec.progressDeadlineSeconds ?? 600);
  return { rests: [], runs: [], time, end: { phase: 'Degraded', serves: 'old', aborted, step: 0 } };
}

/** Goes through a canary's steps as the models describe them, until it ends well or badly. */
class CanaryWalk {
  private readonly plan: SchedulePlan;
  private readonly steps: readonly CanaryStep[];
  private readonly states: readonly StepState[];
  private readonly rests: Rest[] = [];
  private readonly runs: ExpectedRun[] = [];
  private readonly times: Duration[] = [];
  private background?: { readonly run: ExpectedRun; readonly at: Duration };

  public constructor(
    rollout: RolloutObject,
    private readonly canary: CanaryStrategy,
    private readonly tryRun: (call: AnalysisCall) => ExpectedRun | undefined,
  ) {
    this.plan = planOf(rollout, canary);
    this.steps = canary.steps ?? [];
    this.states = simulate(this.plan);
  }

  public expectation(): Expectation {
    const indexes = this.steps.map((_, index) => index);
    const end = indexes.reduce<End | undefined>((ended, index) => ended ?? this.take(index), undefined);
    const time = timeOf(this.steps.slice(0, this.times.length), (_, index) => {
      const taken = this.times[index] ?? Duration.zero;
      return { best: taken, worst: taken };
    });
    return {
      rests: this.rests,
      runs: this.runs,
      time: this.background && end ? this.background.at : time.best,
      end: end ?? this.promoted(),
      ...(end ? {} : { peak: Math.max(...this.states.map(({ peak }) => peak)) }),
    };
  }

  /** Takes one step; returns how the rollout ends there, if it does. */
  private take(index: number): End | undefined {
    const step = this.steps[index];
    this.startBackground(index);
    const began = this.elapsed();
    const run = step?.analysis && this.tryRun(step.analysis);
    if (run) this.runs.push(run);
    const lasts = step?.pause ? tryParsePause(step.pause.duration ?? '') : (run?.at ?? lengthOfExperiment(step));
    const stopped = this.background && began.plus(lasts ?? Duration.zero).isLongerThan(this.background.at);
    if (this.background && stopped) return this.endOf(index, this.background.run);
    this.times.push(lasts ?? Duration.zero);
    if (run && run.phase !== 'Successful') return this.endOf(index, run);
    if (step?.pause && step.pause.duration === undefined) {
      return { ...this.stand(index, 'Paused'), serves: 'old', aborted: false };
    }
    const isLong = lasts !== undefined && !Duration.seconds(1).isLongerThan(lasts);
    if (isLong) this.rests.push(this.stand(index, step?.pause ? 'Paused' : 'Progressing'));
    return undefined;
  }

  private elapsed(): Duration {
    return this.times.reduce((sum, one) => sum.plus(one), Duration.zero);
  }

  private startBackground(index: number): void {
    const { analysis } = this.canary;
    if (!analysis || (analysis.startingStep ?? 0) !== index) return;
    const run = this.tryRun(analysis);
    this.runs.push(run ?? { phase: 'Successful', at: Duration.zero });
    if (run && run.phase !== 'Successful') this.background = { run, at: this.elapsed().plus(run.at) };
  }

  private endOf(index: number, run: ExpectedRun): End {
    if (run.phase === 'Inconclusive') return { ...this.stand(index, 'Paused'), serves: 'old', aborted: false };
    const { replicas, routed } = this.plan;
    // A router's canary stays up for a while, to be looked at.
    const pods = routed ? { weight: 0, routes: '' } : { canary: 0 };
    return { phase: 'Degraded', serves: 'old', aborted: true, step: 0, stable: replicas, ...pods };
  }

  /** The router is set back once all callers are sent to the stable Service, which then is the new version's. */
  private promoted(): End {
    const stand = this.stand(this.steps.length, 'Healthy');
    // With ping and pong it stays where it is, and the Services have changed places.
    const weight = this.canary.pingPong ? 100 : 0;
    return { ...stand, ...(this.plan.routed ? { weight, routes: '' } : {}), serves: 'new', aborted: false };
  }

  private stand(index: number, phase: string): Rest {
    const { canary = 0, stable = 0, realised = 0 } = this.states[index] ?? {};
    const routes = managedAfter(this.steps.slice(0, index + 1));
    return { step: index, phase, canary, stable, ...(this.plan.routed ? { weight: realised, routes } : {}) };
  }
}

/** The routes that stand after some steps: a route without match takes the one of its name away. */
function managedAfter(steps: readonly CanaryStep[]): string {
  const standing = new Set<string>();
  for (const { setHeaderRoute, setMirrorRoute } of steps) {
    const route: { readonly name?: string; readonly match?: readonly object[] } =
      setHeaderRoute ?? setMirrorRoute ?? {};
    if (route.name === undefined) continue;
    if (route.match) standing.add(route.name);
    else standing.delete(route.name);
  }
  return [...standing].join();
}

function lengthOfExperiment(step: CanaryStep | undefined): Duration | undefined {
  const length = step?.experiment?.duration;
  return length === undefined ? undefined : Duration.tryParseGo(length);
}

function planOf({ spec }: RolloutObject, canary: CanaryStrategy): SchedulePlan {
  return {
    replicas: spec.replicas ?? 1,
    routed: canary.trafficRouting !== undefined,
    steps: canary.steps ?? [],
    maxSurge: canary.maxSurge,
    maxUnavailable: canary.maxUnavailable,
    dynamicStableScale: canary.dynamicStableScale,
    minPodsPerReplicaSet: canary.minPodsPerReplicaSet,
    maxWeight: canary.trafficRouting?.maxTrafficWeight,
  };
}
