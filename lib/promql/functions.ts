import { type ValueKind } from './value-kind';

/** What a function takes, and what it gives back. */
export interface Signature {
  readonly takes: readonly ValueKind[];
  /** How many of the last arguments may be left out. @default 0 */
  readonly optional?: number;
  /** Whether the last argument may be repeated. @default false */
  readonly repeats?: boolean;
  readonly gives: ValueKind;
}

/**
 * The functions that Prometheus 3.15 knows without a feature flag, and those behind one that take something else than
 * one vector.
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/
 */
export function trySignature(name: string): Signature | undefined {
  if (OF_VECTOR.has(name)) return { takes: ['vector'], gives: 'vector' };
  if (OF_RANGE.has(name)) return { takes: ['range'], gives: 'vector' };
  if (OF_DATE.has(name)) return { takes: ['vector'], optional: 1, gives: 'vector' };
  return Object.hasOwn(OTHERS, name) ? OTHERS[name] : undefined;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const OF_VECTOR = words(`
  abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_sum
  histogram_stddev histogram_stdvar ln log10 log2 rad sgn sin sinh sort sort_desc sqrt start_timestamp tan tanh timestamp
`);

const OF_RANGE = words(`
  absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate
  last_over_time mad_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time
  stdvar_over_time sum_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time
`);

const OF_DATE = words('day_of_month day_of_week day_of_year days_in_month hour minute month year');

const OTHERS: Readonly<Record<string, Signature>> = {
  clamp: { takes: ['vector', 'scalar', 'scalar'], gives: 'vector' },
  clamp_max: { takes: ['vector', 'scalar'], gives: 'vector' },
  clamp_min: { takes: ['vector', 'scalar'], gives: 'vector' },
  double_exponential_smoothing: { takes: ['range', 'scalar', 'scalar'], gives: 'vector' },
  histogram_fraction: { takes: ['scalar', 'scalar', 'vector'], gives: 'vector' },
  histogram_quantile: { takes: ['scalar', 'vector'], gives: 'vector' },
  label_join: { takes: ['vector', 'text', 'text', 'text'], optional: 1, repeats: true, gives: 'vector' },
  label_replace: { takes: ['vector', 'text', 'text', 'text', 'text'], gives: 'vector' },
  pi: { takes: [], gives: 'scalar' },
  predict_linear: { takes: ['range', 'scalar'], gives: 'vector' },
  quantile_over_time: { takes: ['scalar', 'range'], gives: 'vector' },
  round: { takes: ['vector', 'scalar'], optional: 1, gives: 'vector' },
  scalar: { takes: ['vector'], gives: 'scalar' },
  sort_by_label: { takes: ['vector', 'text'], repeats: true, gives: 'vector' },
  sort_by_label_desc: { takes: ['vector', 'text'], repeats: true, gives: 'vector' },
  time: { takes: [], gives: 'scalar' },
  vector: { takes: ['scalar'], gives: 'vector' },
};
