import { Duration, invalid } from '../../model';
import { type GateRole } from './gate';
import { type MetricLimits } from './outcome';

/** How often a gate measures, and how much it bears, where it must come to an end. */
export interface Sampling extends BackgroundSampling {
  /** How many times. @default 3 */
  readonly count?: number;
}

/** How often a gate measures, and how much it bears, while a canary takes its steps. */
export interface BackgroundSampling {
  /** The time between two measurements. @default 30 seconds; 1 minute in the background */
  readonly interval?: Duration;
  /**
   * The time before the first measurement.
   * @default none between steps, where a pause precedes; elsewhere until the window and one scrape have passed
   */
  readonly initialDelay?: Duration;
  /** Failed measurements that are borne, counted over the whole run and not in a row. @default 0 */
  readonly failureLimit?: number;
  /**
   * Measurements without enough traffic that are borne before the release waits for a person.
   * @default one less than the count; 4 in the background
   */
  readonly inconclusiveLimit?: number;
  /**
   * Errors in a row that are borne. An error is retried after 10 seconds, so 12 let Prometheus be away for two minutes.
   * @default 12
   */
  readonly consecutiveErrorLimit?: number;
}

/** What of a metric decides about its defaults. */
export interface Warmth {
  /** Whether a measurement can be inconclusive at all. */
  readonly pauses: boolean;
  /** The time after which a measurement sees the new version alone. */
  readonly warmUp: Duration;
}

const DEFAULT_COUNT = 3;

/** The limits of a gate in a role: what is given, and the defaults of that place. */
export function limitsOf(role: GateRole, sampling: Sampling, { pauses, warmUp }: Warmth): MetricLimits {
  const endless = role === 'background';
  const count = sampling.count ?? DEFAULT_COUNT;
  if (!pauses && sampling.inconclusiveLimit !== undefined) {
    const expected = 'no limit where missing traffic passes or fails';
    throw invalid('Gate.inconclusiveLimit', expected, sampling.inconclusiveLimit, "choose withoutTraffic: 'pause'");
  }
  return {
    initialDelay: sampling.initialDelay ?? (role === 'inline' ? Duration.zero : warmUp),
    interval: sampling.interval ?? (endless ? Duration.minutes(1) : Duration.seconds(30)),
    ...(endless ? {} : { count }),
    failureLimit: sampling.failureLimit ?? 0,
    ...(pauses ? { inconclusiveLimit: sampling.inconclusiveLimit ?? (endless ? 4 : Math.max(0, count - 1)) } : {}),
    consecutiveErrorLimit: sampling.consecutiveErrorLimit ?? 12,
  };
}
