import { Duration } from '../../model';
import { type AnalysisObject } from './kinds';

/** How Flagger takes a release through: what it does is decided by which fields are there. */
export type ProgressKind = 'canary' | 'a/b' | 'blue-green';

/** What becomes of a release that stays good. */
export interface Progress {
  readonly kind: ProgressKind;
  /** The weights of a canary, one after the other; none for the other kinds. */
  readonly weights: readonly number[];
  /** Whether the weights come to an end: where they do not, no release is ever promoted, and no error is said. */
  readonly ends: boolean;
  /** How often the metrics are judged before the promotion. */
  readonly checks: number;
  readonly interval: Duration;
}

/**
 * The way of a good release, as Flagger's scheduler goes it: one step an interval.
 * @see https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/controller/scheduler.go
 */
export function progressOf(analysis: AnalysisObject, provider?: string): Progress {
  const interval = intervalOf(analysis.interval);
  const kind = kindOf(analysis, provider);
  if (kind !== 'canary') {
    const iterations = iterationsOf(analysis, provider);
    return { kind, weights: [], ends: true, checks: kind === 'a/b' ? iterations : iterations + 1, interval };
  }
  const { weights, ends } = weightsOf(analysis);
  const mirrored = analysis.mirror === true && weights.length > 0 ? 1 : 0;
  return { kind, weights, ends, checks: weights.length + mirrored, interval };
}

/** From the first step until the new version is copied to the primary, if each check is passed and nobody is asked. */
export function promotionTime({ interval, checks }: Progress): Duration {
  return interval.times(checks);
}

/** From the first failed check until a release that stays bad is taken back. */
export function abortTime(analysis: AnalysisObject): Duration {
  return intervalOf(analysis.interval).times(failuresAllowed(analysis));
}

/** Failed checks are added up over the whole release; without a number the first one ends it. */
function failuresAllowed({ threshold = 0 }: AnalysisObject): number {
  return threshold > 0 ? threshold : 1;
}

/** The time between two steps: what cannot be read is a minute, what is shorter than 10 s is 10 s. */
export function intervalOf(text = ''): Duration {
  const interval = text === '' ? undefined : Duration.tryParseGo(text);
  if (interval === undefined) return Duration.minutes(1);
  return SHORTEST.isLongerThan(interval) ? SHORTEST : interval;
}

/** Flagger looks at a release no oftener than this. */
export const SHORTEST = Duration.seconds(10);

/** The provider `kubernetes` cannot split traffic: whatever is written becomes blue-green. */
function kindOf({ iterations = 0, match = [] }: AnalysisObject, provider?: string): ProgressKind {
  if (provider === 'kubernetes') return 'blue-green';
  if (iterations <= 0) return 'canary';
  return match.length > 0 ? 'a/b' : 'blue-green';
}

function iterationsOf({ iterations = 0 }: AnalysisObject, provider?: string): number {
  return provider === 'kubernetes' && iterations < 1 ? 10 : iterations;
}

function weightsOf({
  stepWeight = 0,
  stepWeights = [],
  maxWeight = 0,
}: AnalysisObject): Pick<Progress, 'weights' | 'ends'> {
  if (stepWeight > 0 || stepWeights.length === 0) return equalSteps(stepWeight, maxWeight > 0 ? maxWeight : 100);
  const last = Math.min(100, stepWeights.at(-1) ?? 0);
  const weights: number[] = [];
  for (const asked of stepWeights) {
    const weight = Math.min(100, asked);
    const before = weights.at(-1) ?? 0;
    // A step that does not rise is a step of nothing, and Flagger stays before it for ever.
    if (weight <= before) return { weights, ends: before === 100 };
    if (before >= last) return { weights, ends: true };
    weights.push(weight);
  }
  return { weights, ends: true };
}

/** The last step may go past the maximum: Flagger compares before it adds. */
function equalSteps(step: number, max: number): Pick<Progress, 'weights' | 'ends'> {
  if (step <= 0) return { weights: [], ends: false };
  const count = Math.ceil(Math.min(max, 100) / step);
  return { weights: Array.from({ length: count }, (_, i) => Math.min(100, (i + 1) * step)), ends: max <= 100 };
}
