import { Duration } from '../../../lib/model';
import { type MeasurementPhase } from '../../../lib/systems/rollouts/condition';
import { countOf, timeToPass, tryJudge } from '../../../lib/systems/rollouts/outcome';
import * as fc from '../../property';
import { recorded } from './engine-records';

interface Row {
  readonly count?: number;
  readonly interval?: number;
  readonly failureLimit?: number;
  readonly inconclusiveLimit?: number;
  readonly consecutiveErrorLimit?: number;
  readonly consecutiveSuccessLimit?: number;
  readonly series: readonly MeasurementPhase[];
  readonly end?: { readonly phase: string; readonly measurements: number; readonly message?: string };
}

test('judges as the controller does', () => {
  const rows = recorded<Row>('outcomes.json');
  expect(rows.length).toBe(200);
  for (const row of rows) {
    const { series, end, interval, ...limits } = row;
    const every = interval === undefined ? {} : { interval: Duration.seconds(interval) };
    const verdict = tryJudge({ ...limits, ...every }, series);
    const { at, ...rest } = verdict ?? { at: undefined };
    expect({ ...row, end: verdict && rest }).toEqual({ ...row, end });
    expect(at === undefined).toBe(end === undefined);
  }
});

test('says when: five errors abort after 40 seconds, whatever the interval', () => {
  const errors = Array.from({ length: 9 }, () => 'Error' as const);
  expect(tryJudge({ count: 3, interval: Duration.minutes(5) }, errors)).toEqual({
    phase: 'Error',
    at: Duration.seconds(40),
    measurements: 5,
    message: 'consecutiveErrors (5) > consecutiveErrorLimit (4)',
  });
});

test('failures add up over the whole run, and need not stand in a row', () => {
  const series = ['Failed', 'Successful', 'Failed', 'Successful', 'Failed'] as const;
  const limits = { interval: Duration.minutes(1), failureLimit: 2, initialDelay: Duration.minutes(2) };
  expect(tryJudge(limits, series)).toEqual({
    phase: 'Failed',
    at: Duration.minutes(6),
    measurements: 5,
    message: 'failed (3) > failureLimit (2)',
  });
  expect(tryJudge(limits, series.slice(0, 4))).toBeUndefined();
});

test('counts measurements, or measures once, or for ever', () => {
  const interval = Duration.seconds(10);
  expect([
    countOf({}),
    countOf({ interval }),
    countOf({ interval, count: 0 }),
    countOf({ interval, count: 4 }),
  ]).toEqual([1, undefined, undefined, 4]);
});

test('knows how long a gate takes that opens', () => {
  const every = { interval: Duration.seconds(30), initialDelay: Duration.minutes(2) };
  expect(timeToPass({ ...every, count: 3, consecutiveErrorLimit: 2 })).toEqual({
    best: Duration.minutes(3),
    worst: Duration.seconds(240),
  });
  expect(timeToPass({ count: 1 })).toEqual({ best: Duration.zero, worst: Duration.seconds(40) });
  expect(timeToPass(every)).toEqual({ best: Duration.minutes(2) });
  expect(timeToPass({ ...every, consecutiveSuccessLimit: 3 })).toEqual({ best: Duration.minutes(3) });
  expect(timeToPass({ ...every, count: 9, consecutiveSuccessLimit: 3 }).best).toEqual(Duration.minutes(3));
});

test('a finite metric ends within its count and the errors it bears', () => {
  const phases = fc.constantFrom<MeasurementPhase>('Successful', 'Failed', 'Inconclusive', 'Error');
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 0, max: 3 }),
      fc.infiniteStream(phases),
      (count, consecutiveErrorLimit, stream) => {
        const most = count * (consecutiveErrorLimit + 1) + 1;
        const series = Array.from({ length: most }, () => stream.next().value);
        const limits = { count, interval: Duration.seconds(10), failureLimit: 99, inconclusiveLimit: 99 };
        const verdict = tryJudge({ ...limits, consecutiveErrorLimit }, series);
        expect(verdict?.measurements).toBeLessThanOrEqual(most);
      },
    ),
  );
});
