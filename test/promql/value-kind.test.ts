import { ANALYSIS_ARGUMENTS, Expr, isQueryError, parseQuery, queryErrorText, windowText } from '../../lib/promql';
import { Duration } from '../../lib/model';

function errorOf(query: string): string | undefined {
  const parsed = parseQuery(query, ANALYSIS_ARGUMENTS);
  return isQueryError(parsed) ? queryErrorText(parsed) : undefined;
}

test.each([
  ['rate(sum(a))', 'line 1, column 1: rate() needs a range in brackets, such as [2m]'],
  ['sum(a[5m])', 'line 1, column 1: sum() needs a vector, got a range'],
  ['sum(a, b)', 'line 1, column 1: sum() takes one vector'],
  ['topk(a)', 'line 1, column 1: topk() takes a number and a vector'],
  ['count_values(1, a)', 'line 1, column 1: count_values() needs a text in quotes, got a number'],
  ['clamp(a, 1)', 'line 1, column 1: clamp() takes 3 arguments, got 2'],
  ['absent(a, b)', 'line 1, column 1: absent() takes 1 argument, got 2'],
  ['round(a, 1, 2)', 'line 1, column 1: round() takes 1 to 2 arguments, got 3'],
  ['label_join(a, "b")', 'line 1, column 1: label_join() takes at least 3 arguments, got 2'],
  ['a + "b"', 'line 1, column 1: an operator joins numbers and vectors alone'],
  ['a and 1', 'line 1, column 1: "and", "or" and "unless" join vectors alone'],
  ['(1 > bool 2) > 3', 'line 1, column 1: a comparison of two numbers needs "bool"'],
  ['-"a"', 'line 1, column 1: a sign stands before a number or a vector'],
  ['sum(a)[5m]', 'line 1, column 1: a range can be taken of a metric alone: write a subquery such as [1h:]'],
  ['rate(a[0s])', 'line 1, column 6: a range is longer than nothing'],
  ['sum({job=~".*"})', 'line 1, column 5: it selects every series there is: name a metric'],
  ['rate(a{h="{{args.h}}"})', 'line 1, column 1: rate() needs a range in brackets, such as [2m]'],
])('%s is refused', (query, said) => {
  expect(errorOf(query)).toBe(said);
});

test.each([
  'a > {{args.limit}}',
  'clamp(a, {{args.least}}, 1)',
  'histogram_quantiles(a, "q", 0.5, 0.9)',
  '{job="x"} > 1 or vector(0)',
  '1 > bool 2',
  'hour() > 8 and hour() < 18',
  'max_over_time(sum(a)[1h:])',
])('%s is accepted', (query) => {
  expect(errorOf(query)).toBeUndefined();
});

test('an argument is only what a gate may write', () => {
  expect(isQueryError(parseQuery('a > {{args.limit}}'))).toBe(true);
});

const labelsOf = (query: string): readonly string[] | undefined => Expr.of(query).parsed.labels;

test('knows the labels of an answer where an aggregation decides them', () => {
  expect(labelsOf('sum by (a, b) (x) > 1 and sum by (c) (y)')).toEqual(['a', 'b']);
  expect(labelsOf('1 - sum by (a) (x)')).toEqual(['a']);
  expect(labelsOf('sum by (a) (x) / sum by (a) (y)')).toEqual(['a']);
  expect(labelsOf('sum by (a) (x) or sum by (b) (y)')).toEqual(['a', 'b']);
  expect(labelsOf('histogram_quantile(0.9, sum by (a, le) (x))')).toEqual(['a']);
  expect(labelsOf('clamp_min((sum(x)), 0) or vector(0)')).toEqual([]);
  const unknown = ['x', 'topk(1, x)', 'sum without (a) (x)', 'sum(x) / y', 'sum by (a) (x) / on (a) group_left sum(y)'];
  expect(unknown.map(labelsOf)).toEqual(unknown.map(() => undefined));
});

test('knows what an aggregation keeps the labels of', () => {
  expect(Expr.of('sum by (a) (rate(x[5m])) + max by (b) (sum by (c) (y))').parsed.aggregations).toEqual([
    { by: ['a'], selectors: [{ metric: 'x', matchers: [], window: Duration.minutes(5) }] },
    { by: ['b'], selectors: [] },
    { by: ['c'], selectors: [{ metric: 'y', matchers: [] }] },
  ]);
  expect(Expr.of('sum by (a) (label_replace(x, "a", "$1", "b", "(.*)"))').parsed.aggregations).toEqual([
    { by: ['a'], selectors: [] },
  ]);
});

test('knows which quantile has kept its bounds', () => {
  const by = (query: string) => Expr.of(query).parsed.quantiles.map((one) => one.by);
  expect(by('histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))')).toEqual([['le']]);
  expect(by('histogram_quantile(0.9, sum without (pod) (rate(x_bucket[5m])))')).toEqual([['le']]);
  expect(by('histogram_quantile(0.9, sum(rate(x_bucket[5m])))')).toEqual([[]]);
  expect(by('histogram_quantile(0.9, rate(x_bucket[5m]))')).toEqual([undefined]);
});

test('writes days as Prometheus does', () => {
  expect([Duration.days(30), Duration.hours(36), Duration.zero].map(windowText)).toEqual(['30d', '36h', '0s']);
});

test('an expression says where it came from', () => {
  expect(() => Expr.of('sum(', 'Alert A.expr')).toThrow(
    new Error('Alert A.expr: expected a PromQL query, got "sum("; line 1, column 5: the query ends too early'),
  );
  expect(String(Expr.of('up'))).toBe('up');
});
