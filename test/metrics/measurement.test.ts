import { Limit, Measurement, type NewVersion, Prometheus } from '../../lib/metrics';
import { Duration } from '../../lib/model';

/** A system that knows the new version by the name of its pods. */
const byName: NewVersion = {
  matchers: ({ namespaceLabel }) => [`${namespaceLabel ?? ''}="{{ namespace }}"`, 'pod=~"{{ target }}-.*"'],
  tryArgument: (name) => (name === 'namespace' ? '{{ namespace }}' : undefined),
};
const ABOUT = { over: Duration.minutes(2), withoutTraffic: 'pause' } as const;

test('the same error rate in the words of another system', () => {
  const measurement = Measurement.errorRate({ below: 0.01, ...ABOUT });
  const pods = 'namespace="{{ namespace }}",pod=~"{{ target }}-.*"';
  expect(measurement.queryFor(byName)).toBe(
    [
      `(sum(rate(http_requests_total{${pods},status=~"5.."}[2m])) or vector(0))`,
      `/ sum(rate(http_requests_total{${pods}}[2m]))`,
      `and on() (sum(increase(http_requests_total{${pods}}[2m])) >= 101)`,
    ].join('\n'),
  );
  const { name, window, limit, withoutTraffic, from } = measurement;
  expect({ name, window, limit, withoutTraffic, from }).toEqual({
    name: 'error-rate',
    window: Duration.minutes(2),
    limit: Limit.below(0.01),
    withoutTraffic: 'pause',
    from: Prometheus.usual,
  });
});

const query = 'max(queue{namespace="{{args.namespace}}",queue="{{args.queue}}"})';
const about = { name: 'queue', expect: Limit.atMost(100), withoutTraffic: 'fail' } as const;

test('a query of one’s own gets what the system knows and what it was given', () => {
  const measurement = Measurement.prometheus({ ...about, query, args: { queue: 'orders' } });
  expect(measurement.queryFor(byName)).toBe('max(queue{namespace="{{ namespace }}",queue="orders"})');
});

test('a query that needs what the system does not know is refused', () => {
  const byHash = Measurement.prometheus({ ...about, query: 'max(queue{hash="{{args.canary-hash}}"})' });
  expect(() => byHash.queryFor(byName)).toThrow(
    new Error('Metric.args: expected a value for {{args.canary-hash}}, got {}'),
  );
});

test('both sides of a limit', () => {
  const sides = [Limit.below(1), Limit.atMost(1), Limit.above(1), Limit.atLeast(1)].map(({ good, bad }) => [good, bad]);
  expect(sides).toEqual([
    ['<', '>='],
    ['<=', '>'],
    ['>', '<='],
    ['>=', '<'],
  ]);
});
