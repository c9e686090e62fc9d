import { Duration } from '../../model';
import { readOnce } from '../../assembly';
import { type AnalysisTemplateObject, type Countable, type MetricObject } from './kinds';
import { type MetricLimits } from './outcome';

/**
 * The limits of a metric as the controller reads them when it checks a Rollout: with the template's own default for
 * every argument, and none of the Rollout's. What is no number then counts as 0.
 */
export function limitsIn(metric: MetricObject, template: AnalysisTemplateObject): MetricLimits {
  return limitsOf(template)(metric);
}

const limitsOf = readOnce((template: AnalysisTemplateObject) =>
  readOnce((metric: MetricObject) => readLimits(metric, template)),
);

function readLimits(metric: MetricObject, template: AnalysisTemplateObject): MetricLimits {
  const count = (value: Countable | undefined): number | undefined => readCount(value, template);
  return {
    count: count(metric.count),
    interval: metric.interval === undefined ? undefined : readTime(metric.interval, template),
    initialDelay: metric.initialDelay === undefined ? undefined : readTime(metric.initialDelay, template),
    failureLimit: count(metric.failureLimit),
    inconclusiveLimit: count(metric.inconclusiveLimit),
    consecutiveErrorLimit: count(metric.consecutiveErrorLimit),
    consecutiveSuccessLimit: count(metric.consecutiveSuccessLimit),
  };
}

/** A text of a template with the defaults of its arguments in place. */
export function withDefaults(text: string, template: AnalysisTemplateObject): string {
  if (!text.includes('{{')) return text;
  const defaults = new Map((template.spec.args ?? []).map(({ name, value }) => [name, value]));
  return text.replace(/\{\{\s*args\.([^{}\s]+)\s*\}\}/g, (all, name: string) => defaults.get(name) ?? all);
}

function readCount(value: Countable | undefined, template: AnalysisTemplateObject): number | undefined {
  if (value === undefined || typeof value === 'number') return value;
  const text = withDefaults(value, template);
  return /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}

/** A time that cannot be read is still one that was given. */
function readTime(value: string, template: AnalysisTemplateObject): Duration {
  return Duration.tryParseGo(withDefaults(value, template)) ?? Duration.zero;
}
