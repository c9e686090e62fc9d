import { Duration } from '../../model';
import { type MeasurementPhase } from './condition';

/** How often a metric is measured, and how much of which outcome it bears. Defaults are the controller's. */
export interface MetricLimits {
  /** How many measurements that are no errors end the metric. @default 1 without interval, endless with one */
  readonly count?: number;
  /** The time between two measurements. @default one measurement alone */
  readonly interval?: Duration;
  /** The time before the first measurement. @default none */
  readonly initialDelay?: Duration;
  /** Failed measurements, counted over the whole run, that are borne; -1 bears all. @default 0 */
  readonly failureLimit?: number;
  /** Inconclusive measurements, counted over the whole run, that are borne. @default 0 */
  readonly inconclusiveLimit?: number;
  /** Errors in a row that are borne. @default 4 */
  readonly consecutiveErrorLimit?: number;
  /** Successes in a row that end the metric well. @default none */
  readonly consecutiveSuccessLimit?: number;
}

/** How a metric ended. */
export interface Verdict {
  readonly phase: MeasurementPhase;
  /** When, counted from the start of the analysis, if measuring takes no time. */
  readonly at: Duration;
  /** How many measurements it took. */
  readonly measurements: number;
  /** The controller's reason, where it ended badly. */
  readonly message?: string;
}

/** The wait after an Error measurement, whatever the interval says. */
export const ERROR_RETRY = Duration.seconds(10);

const DEFAULT_ERROR_LIMIT = 4;

/**
 * How a metric ends that measures this series. Gives nothing where the series ends first: the metric is still running.
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go
 */
export function tryJudge(limits: MetricLimits, series: Iterable<MeasurementPhase>): Verdict | undefined {
  const tally = { failed: 0, inconclusive: 0, errorsInARow: 0, successesInARow: 0, counted: 0 };
  let at = limits.initialDelay ?? Duration.zero;
  let measurements = 0;
  for (const measured of series) {
    measurements++;
    tally.failed += measured === 'Failed' ? 1 : 0;
    tally.inconclusive += measured === 'Inconclusive' ? 1 : 0;
    tally.counted += measured === 'Error' ? 0 : 1;
    tally.errorsInARow = measured === 'Error' ? tally.errorsInARow + 1 : 0;
    tally.successesInARow = measured === 'Successful' ? tally.successesInARow + 1 : 0;
    const end = assess(limits, tally);
    if (end) return { ...end, at, measurements };
    at = at.plus(measured === 'Error' ? ERROR_RETRY : (limits.interval ?? ERROR_RETRY));
  }
  return undefined;
}

type Tally = Readonly<Record<'failed' | 'inconclusive' | 'errorsInARow' | 'successesInARow' | 'counted', number>>;

type End = Pick<Verdict, 'phase' | 'message'>;

function assess(limits: MetricLimits, tally: Tally): End | undefined {
  return broken(limits, tally) ?? finished(limits, tally);
}

/** Later lines win over earlier ones, as they do upstream. */
function broken(limits: MetricLimits, tally: Tally): End | undefined {
  const failureLimit = limits.failureLimit ?? 0;
  const inconclusiveLimit = limits.inconclusiveLimit ?? 0;
  const errorLimit = limits.consecutiveErrorLimit ?? DEFAULT_ERROR_LIMIT;
  if (tally.errorsInARow > errorLimit) {
    const message = `consecutiveErrors (${tally.errorsInARow}) > consecutiveErrorLimit (${errorLimit})`;
    return { phase: 'Error', message };
  }
  if (tally.inconclusive > inconclusiveLimit) {
    const message = `inconclusive (${tally.inconclusive}) > inconclusiveLimit (${inconclusiveLimit})`;
    return { phase: 'Inconclusive', message };
  }
  if (failureLimit >= 0 && tally.failed > failureLimit) {
    return { phase: 'Failed', message: `failed (${tally.failed}) > failureLimit (${failureLimit})` };
  }
  return undefined;
}

function finished(limits: MetricLimits, tally: Tally): End | undefined {
  const wanted = limits.consecutiveSuccessLimit ?? 0;
  if (wanted > 0 && tally.successesInARow >= wanted) return { phase: 'Successful' };
  const count = countOf(limits);
  if (count === undefined || tally.counted < count) return undefined;
  if (wanted === 0) return { phase: 'Successful' };
  return { phase: (limits.failureLimit ?? 0) >= 0 ? 'Inconclusive' : 'Failed' };
}

/** How many measurements end a metric; nothing where it runs until somebody ends it. */
export function countOf(limits: Pick<MetricLimits, 'count' | 'interval'>): number | undefined {
  if (limits.count !== undefined && limits.count !== 0) return limits.count;
  return limits.interval === undefined ? 1 : undefined;
}

/** The time a metric takes that ends well: measured without a fault, and with every error that is borne. */
export function timeToPass(limits: MetricLimits): { readonly best: Duration; readonly worst?: Duration } {
  const count = countOf(limits);
  const streak = limits.consecutiveSuccessLimit ?? 0;
  const start = limits.initialDelay ?? Duration.zero;
  const shortest = streak > 0 ? streak : count;
  if (shortest === undefined) return { best: start };
  const best = start.plus((limits.interval ?? Duration.zero).times(shortest - 1));
  if (count === undefined) return { best };
  const errors = ERROR_RETRY.times(count * (limits.consecutiveErrorLimit ?? DEFAULT_ERROR_LIMIT));
  return { best, worst: start.plus((limits.interval ?? Duration.zero).times(count - 1)).plus(errors) };
}
