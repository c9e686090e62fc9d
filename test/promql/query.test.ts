import { Duration } from '../../lib/model';
import { ANALYSIS_ARGUMENTS, isQueryError, parseQuery, queryErrorText, tryParseWindow } from '../../lib/promql';

function errorOf(query: string): string {
  const parsed = parseQuery(query, ANALYSIS_ARGUMENTS);
  return isQueryError(parsed) ? queryErrorText(parsed) : 'no error';
}

test('reads selectors, windows and ratios, with arguments in their places', () => {
  const query = '(sum(rate(a{h="{{args.hash}}",s=~"5.."}[2m])) or vector(0)) / sum(rate(a{h!="x"}[{{args.window}}]))';
  const failed = {
    metric: 'a',
    matchers: [
      { label: 'h', operator: '=', value: '{{args.hash}}' },
      { label: 's', operator: '=~', value: '5..' },
    ],
    window: Duration.minutes(2),
  };
  const all = { metric: 'a', matchers: [{ label: 'h', operator: '!=', value: 'x' }] };
  expect(parseQuery(query, ANALYSIS_ARGUMENTS)).toEqual({
    selectors: [failed, all],
    ratios: [{ numerator: [failed], denominator: [all], numeratorIsNeverAbsent: true, matchesEachSeries: false }],
    calls: [
      { name: 'rate', selectors: [failed] },
      { name: 'rate', selectors: [all] },
    ],
    quantiles: [],
    aggregations: [],
    labels: [],
    longestWindow: Duration.minutes(2),
    canBeNaN: true,
  });
});

test('knows which query can be NaN', () => {
  const canBeNaN = (query: string): boolean => {
    const parsed = parseQuery(query, ANALYSIS_ARGUMENTS);
    return !isQueryError(parsed) && parsed.canBeNaN;
  };
  expect(canBeNaN('a / b')).toBe(true);
  expect(canBeNaN('histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))')).toBe(true);
  expect(canBeNaN('a / b and on() (sum(b) > 0.2)')).toBe(false);
  expect(canBeNaN('a / b and on() (sum(b) >= 1)')).toBe(false);
  expect(canBeNaN('a / b and on() c')).toBe(true);
  expect(canBeNaN('sum(a)')).toBe(false);
});

test('says where a query is not PromQL', () => {
  expect(errorOf('sum(rate(a[2m])')).toBe('line 1, column 16: the query ends too early');
  expect(errorOf('sum(a)\n/ * b')).toBe('line 2, column 3: unexpected "* b"');
  expect(errorOf('up)')).toBe('line 1, column 3: unexpected ")"');
  expect(errorOf('  ')).toBe('line 1, column 1: the query is empty');
  expect(errorOf('sum(a{b="{{args.c}}"}')).toBe('line 1, column 22: the query ends too early');
});

test('refuses what the grammar alone lets pass', () => {
  expect(errorOf('sum(rate(a))')).toBe('line 1, column 5: rate() needs a range in brackets, such as [2m]');
  expect(errorOf('max_over_time(a)')).toBe('line 1, column 1: max_over_time() needs a range in brackets, such as [2m]');
  expect(errorOf('a[5m]')).toBe('line 1, column 1: a range is no value: put it into a function such as rate()');
  expect(errorOf('max_over_time(rate(a[5m])[1h:])')).toBe('no error');
});

test('reads the windows of Prometheus, which has days', () => {
  const seconds = ['90', '2m', '1h30m', '1d', '1w', '250ms', '1y'].map((text) => tryParseWindow(text)?.inSeconds);
  expect(seconds).toEqual([90, 120, 5400, 86400, 604800, 0.25, 31536000]);
  expect(['', 'x', '1.5h', '-1m'].map(tryParseWindow)).toEqual([undefined, undefined, undefined, undefined]);
});
