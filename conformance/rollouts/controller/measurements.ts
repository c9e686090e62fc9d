import { Duration } from '../../../lib/model';
import { type Measured, type MeasurementPhase, tryAssess } from '../../../lib/systems/rollouts/condition';
import { type MetricObject } from '../../../lib/systems/rollouts/kinds';
import { type MetricLimits, tryJudge } from '../../../lib/systems/rollouts/outcome';
import { type Answer } from './scripted-prometheus';

/** What our models expect of one AnalysisRun. */
export interface ExpectedRun {
  readonly phase: MeasurementPhase;
  /** Every measurement, in order; nothing where the rollout ends the run, whenever that is. */
  readonly measured?: readonly MeasurementPhase[];
  /** From the start of the analysis to its last measurement. */
  readonly at: Duration;
  readonly message?: string;
}

/** Reads answers for one analysis after the other, as the runs of a trial do. */
export class Measurements {
  private taken = 0;

  public constructor(private readonly answers: readonly Answer[]) {}

  /** How a run of this metric ends; nothing where nothing but the rollout ends it. Throws where a model does not know. */
  public tryRun(metric: MetricObject): ExpectedRun | undefined {
    const conditions = { success: metric.successCondition, failure: metric.failureCondition };
    const longest = 20;
    const series = Array.from({ length: longest }, (_, index) => {
      const answer = this.answers[Math.min(this.taken + index, this.answers.length - 1)] ?? 'out of order';
      const phase = answer === 'out of order' ? 'Error' : tryAssess(conditions, valueOf(answer));
      if (phase === undefined) throw new Error(`our model cannot read the conditions of ${metric.name}`);
      return phase;
    });
    const verdict = tryJudge(limitsIn(metric), series);
    if (verdict === undefined) return undefined;
    this.taken += verdict.measurements;
    const { phase, message, at } = verdict;
    return { phase, message, at, measured: series.slice(0, verdict.measurements) };
  }
}

const valueOf = (answer: Exclude<Answer, 'out of order'>): Measured => (answer === 'no series' ? [] : [answer]);

function limitsIn(metric: MetricObject): MetricLimits {
  const count = (value: number | string | undefined): number | undefined =>
    value === undefined ? undefined : Number(value);
  const time = (text: string | undefined): Duration | undefined =>
    text === undefined ? undefined : Duration.tryParseGo(text);
  return {
    count: count(metric.count),
    interval: time(metric.interval),
    initialDelay: time(metric.initialDelay),
    failureLimit: count(metric.failureLimit),
    inconclusiveLimit: count(metric.inconclusiveLimit),
    consecutiveErrorLimit: count(metric.consecutiveErrorLimit),
    consecutiveSuccessLimit: count(metric.consecutiveSuccessLimit),
  };
}
