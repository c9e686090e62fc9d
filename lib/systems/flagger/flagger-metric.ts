import { type Measurable, type Measurement, type NewVersion } from '../../metrics';
import { type Duration, invalid } from '../../model';
import { type CanaryMetric } from './kinds';

/** One check of a Canary, and the MetricTemplate that it names. */
export interface RenderedMetric {
  readonly template: object;
  readonly check: CanaryMetric;
}

/**
 * A metric as Flagger asks for it. Throws `FlaggerCanary.metrics: …` for one that wants to pause or pass without
 * traffic: Flagger knows but one answer to a query without values, that the check has failed.
 */
export function renderMetric({ measurement }: Measurable, templateName: string): RenderedMetric {
  const { name, from, limit, window, withoutTraffic } = measurement;
  if (withoutTraffic !== 'fail') {
    const got = `${name}, withoutTraffic: '${withoutTraffic}'`;
    throw invalid(
      'FlaggerCanary.metrics',
      "withoutTraffic: 'fail'",
      got,
      'Flagger fails a check without values, so make traffic with a load test',
    );
  }
  return {
    template: { provider: { type: 'prometheus', address: from.address }, query: queryOf(measurement) },
    check: {
      name,
      interval: intervalText(window),
      templateRef: { name: templateName },
      thresholdRange: limit.good.startsWith('<') ? { max: limit.value } : { min: limit.value },
    },
  };
}

/** A time as Flagger's schema wants it: minutes or seconds. Throws unless it is whole seconds. */
export function intervalText(time: Duration, place = 'FlaggerCanary.metrics'): string {
  const seconds = time.inSeconds;
  if (!Number.isInteger(seconds)) throw invalid(place, 'whole seconds', time.toString());
  return seconds > 0 && seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}

function queryOf(measurement: Measurement): string {
  return measurement.queryFor(NEW_VERSION);
}

/** The pods of the target itself: those of the primary have one more part in their names. */
const NEW_VERSION: NewVersion = {
  matchers: ({ namespaceLabel }) => [
    ...(namespaceLabel === undefined ? [] : [`${namespaceLabel}="{{ namespace }}"`]),
    'pod=~"{{ target }}-[0-9a-zA-Z]+(-[0-9a-zA-Z]+)"',
  ],
  tryArgument: (name) => (name === 'namespace' ? '{{ namespace }}' : undefined),
};
