import { Duration } from '../../../lib/model';
import { Limit, Metric, Prometheus, type WithoutTraffic } from '../../../lib/systems/rollouts';
import { conditionsOf } from '../../../lib/systems/rollouts/limit-conditions';

const CONTEXT = { newVersion: 'http://order-service-canary:80' };
const ABOUT = { over: Duration.minutes(2), withoutTraffic: 'pause' } as const;
const errors = Metric.errorRate({ below: 0.01, ...ABOUT });
const latency = Metric.latency({ quantile: 0.99, below: Duration.millis(500), ...ABOUT });

const LABELS = 'namespace="{{args.namespace}}",rollouts_pod_template_hash="{{args.canary-hash}}"';
const CONDITIONS = {
  successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 0.01',
  failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.01',
};
const ERROR_RATE = {
  prometheus: {
    address: 'http://prometheus.observability.svc:9090',
    query: [
      `(sum(rate(http_requests_total{${LABELS},status=~"5.."}[2m])) or vector(0))`,
      `/ sum(rate(http_requests_total{${LABELS}}[2m]))`,
      `and on() (sum(increase(http_requests_total{${LABELS}}[2m])) >= 101)`,
    ].join('\n'),
  },
};

test('an error rate between steps', () => {
  expect(errors.inline()._render(CONTEXT)).toEqual({
    args: [{ name: 'namespace' }, { name: 'canary-hash' }],
    metrics: [
      {
        name: 'error-rate',
        interval: '30s',
        count: 3,
        failureLimit: 0,
        inconclusiveLimit: 2,
        consecutiveErrorLimit: 12,
        ...CONDITIONS,
        provider: ERROR_RATE,
      },
    ],
  });
});

test('the same error rate beside the steps: no count, and a start when the window is full', () => {
  expect(errors.background()._render(CONTEXT)).toEqual({
    args: [{ name: 'namespace' }, { name: 'canary-hash' }],
    metrics: [
      {
        name: 'error-rate',
        initialDelay: '2m30s',
        interval: '1m',
        failureLimit: 0,
        inconclusiveLimit: 4,
        consecutiveErrorLimit: 12,
        ...CONDITIONS,
        provider: ERROR_RATE,
      },
    ],
  });
});

test('before and after a switch it waits for its window, and then ends', () => {
  const gates = [errors.beforePromotion({ count: 5 }), errors.afterPromotion({ interval: Duration.minutes(1) })];
  expect(gates.map(({ role, limits }) => [role, limits.initialDelay?.toString(), limits.count])).toEqual([
    ['pre-promotion', '2m30s', 5],
    ['post-promotion', '2m30s', 3],
  ]);
});

test('each gate has a template of its own name, and the arguments that the Rollout hands over', () => {
  const gates = [errors.inline(), errors.background(), errors.beforePromotion(), errors.afterPromotion()];
  expect(gates.map((gate) => gate.templateNameFor('order-service'))).toEqual([
    'order-service-error-rate-inline',
    'order-service-error-rate-background',
    'order-service-error-rate-pre-promotion',
    'order-service-error-rate-post-promotion',
  ]);
  expect(errors.inline().args.map((argument) => argument._render())).toEqual([
    { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
  ]);
});

test('a latency asks the histogram, in seconds', () => {
  const from = Prometheus.at('https://prometheus.acme.dev/metrics', {
    durations: 'orders_seconds',
    hash: 'pod_hash',
    namespace: false,
  });
  const gate = Metric.latency({ quantile: 0.999, below: Duration.seconds(1.5), ...ABOUT, atLeastRequests: 20, from });
  expect(gate.inline()._render(CONTEXT)).toEqual({
    args: [{ name: 'canary-hash' }],
    metrics: [
      {
        name: 'latency-p99-9',
        interval: '30s',
        count: 3,
        failureLimit: 0,
        inconclusiveLimit: 2,
        consecutiveErrorLimit: 12,
        successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] < 1.5',
        failureCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 1.5',
        provider: {
          prometheus: {
            address: 'https://prometheus.acme.dev/metrics',
            query: [
              'histogram_quantile(0.999, sum by (le) (rate(orders_seconds_bucket{pod_hash="{{args.canary-hash}}"}[2m])))',
              'and on() (sum(increase(orders_seconds_count{pod_hash="{{args.canary-hash}}"}[2m])) >= 20)',
            ].join('\n'),
          },
        },
      },
    ],
  });
});

test('asks for so many requests that one more or less cannot decide', () => {
  const least = (metric: Metric): string | undefined =>
    />= (\d+)\)/.exec(JSON.stringify(metric.inline()._render(CONTEXT)))?.[1];
  const rate = (below: number): Metric => Metric.errorRate({ below, ...ABOUT });
  expect([0.01, 0.05, 0.001, 0.3].map((below) => least(rate(below)))).toEqual(['101', '21', '1001', '4']);
  expect(least(latency)).toBe('100');
});

test.each<[WithoutTraffic, object]>([
  ['pause', CONDITIONS],
  ['fail', { successCondition: CONDITIONS.successCondition }],
  ['pass', { failureCondition: CONDITIONS.failureCondition }],
])('without traffic: %s', (withoutTraffic, conditions) => {
  const metric = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic });
  const { metrics } = metric.inline()._render(CONTEXT) as { metrics: Record<string, unknown>[] };
  const { successCondition, failureCondition, inconclusiveLimit } = metrics[0] ?? {};
  expect({ successCondition, failureCondition }).toEqual({
    successCondition: undefined,
    failureCondition: undefined,
    ...conditions,
  });
  expect(inconclusiveLimit).toBe(withoutTraffic === 'pause' ? 2 : undefined);
});

test('a query of your own takes its arguments from the Rollout or from here', () => {
  const gate = Metric.prometheus({
    name: 'queue-length',
    query: 'max(queue{queue="{{args.queue}}",hash="{{args.canary-hash}}"}) - max(queue{hash="{{args.stable-hash}}"})',
    expect: Limit.atMost(100),
    withoutTraffic: 'fail',
    args: { queue: 'orders' },
  }).inline({ count: 1 });
  expect(gate.args.map((argument) => argument._render())).toEqual([
    { name: 'queue', value: 'orders' },
    { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
    { name: 'stable-hash', valueFrom: { podTemplateHashValue: 'Stable' } },
  ]);
});

test('limits on either side', () => {
  const limits = [Limit.below(1), Limit.atMost(1), Limit.above(1), Limit.atLeast(1)];
  expect(limits.map((limit) => conditionsOf(limit, 'pass').failure?.slice(-14))).toEqual(
    [' result[0] >= 1', '& result[0] > 1', ' result[0] <= 1', '& result[0] < 1'].map((text) => text.slice(-14)),
  );
});

const custom = { name: 'x', expect: Limit.below(1), withoutTraffic: 'pause' } as const;

test.each([
  [
    () => Metric.errorRate({ below: 1, ...ABOUT }),
    'Metric.errorRate.below: expected a share between 0 and 1, got 1; 1 % is 0.01',
  ],
  [
    () => Metric.errorRate({ below: 0, ...ABOUT }),
    'Metric.errorRate.below: expected a share between 0 and 1, got 0; 1 % is 0.01',
  ],
  [
    () => Metric.errorRate({ below: 0.1, over: Duration.seconds(59), withoutTraffic: 'pass' }),
    'Metric.errorRate.over: expected at least two scrapes, 1m, got "59s"; a rate of one sample is nothing',
  ],
  [
    () => Metric.errorRate({ below: 0.1, ...ABOUT, atLeastRequests: 0 }),
    'Metric.errorRate.atLeastRequests: expected a whole number of at least 1, got 0',
  ],
  [
    () => Metric.latency({ quantile: 99, below: Duration.seconds(1), ...ABOUT }),
    'Metric.latency.quantile: expected a share between 0 and 1, got 99; 1 % is 0.01',
  ],
  [
    () => Metric.latency({ quantile: 0.5, below: Duration.zero, ...ABOUT }),
    'Metric.latency.below: expected a time above zero, got "0s"',
  ],
  [
    () => Metric.prometheus({ ...custom, query: 'sum(up' }),
    'Metric.query: expected a PromQL query, got "sum(up"; line 1, column 7: the query ends too early',
  ],
  [
    () => Metric.prometheus({ ...custom, query: 'up{job="{{args.job}}"}' }),
    'Metric.args: expected a value for {{args.job}}, got {}',
  ],
  [
    () => Metric.prometheus({ ...custom, query: 'up', args: { job: 'x' } }),
    'Metric.args: expected arguments that the query asks for, got "job"',
  ],
  [() => Limit.below(NaN), 'Limit.value: expected a finite number, got NaN'],
  [
    () => Prometheus.at('prometheus:9090'),
    'Prometheus.address: expected an http or https URL without user, password or query, got "prometheus:9090"',
  ],
  [
    () => Prometheus.at('http://p', { requests: 'a b' }),
    'Prometheus.requests: expected a name of letters, digits and "_", got "a b"',
  ],
  [
    () => Prometheus.at('http://p', { scrapeInterval: Duration.zero }),
    'Prometheus.scrapeInterval: expected a time above zero, got "0s"',
  ],
  [
    () =>
      Metric.errorRate({ below: 0.1, over: Duration.minutes(2), withoutTraffic: 'pass' }).inline({
        inconclusiveLimit: 1,
      }),
    "Gate.inconclusiveLimit: expected no limit where missing traffic passes or fails, got 1; choose withoutTraffic: 'pause'",
  ],
])('refuses %s', (make, message) => {
  expect(make).toThrow(new Error(message));
});

export function mustNotCompile(): void {
  // @ts-expect-error what happens without traffic has to be chosen
  Metric.errorRate({ below: 0.01, over: Duration.minutes(2) });
  // @ts-expect-error a gate beside the steps has no count
  errors.background({ count: 3 });
  // @ts-expect-error a time is no number
  Metric.latency({ quantile: 0.99, below: 500, ...ABOUT });
}
