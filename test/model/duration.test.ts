import { Duration } from '../../lib/model';
import * as fc from '../property';

test.each([
  [Duration.zero, '0s'],
  [Duration.millis(500), '500ms'],
  [Duration.seconds(90), '1m30s'],
  [Duration.hours(1.5), '1h30m'],
  [Duration.days(2), '48h'],
])('writes %p as Go does', (duration, text) => {
  expect(duration.toString()).toBe(text);
});

test.each([
  ['90s', 90],
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['+10m', 600],
  ['.5s', 0.5],
  ['0', 0],
  ['+0', 0],
  ['-0s', 0],
  ['1500us', 0.002],
  ['1500µs', 0.002],
  ['1500μs', 0.002],
  ['400000ns', 0],
  ['2562047h', 9223369200],
])('reads %s as Go does', (text, seconds) => {
  expect(Duration.tryParseGo(text)?.inSeconds).toBe(seconds);
});

test.each(['', '5', '1d', '-5s', '5 s', 's', '1h30', '2562048h', '-1ns', '--0'])('reads nothing from %p', (text) => {
  expect(Duration.tryParseGo(text)).toBeUndefined();
});

test.each([
  [
    () => Duration.seconds(-1),
    'Duration.seconds: expected a number that is not negative and makes whole milliseconds, got -1',
  ],
  [
    () => Duration.millis(0.5),
    'Duration.millis: expected a number that is not negative and makes whole milliseconds, got 0.5',
  ],
  [
    () => Duration.hours(NaN),
    'Duration.hours: expected a number that is not negative and makes whole milliseconds, got NaN',
  ],
])('refuses what is no length of time', (make, message) => {
  expect(make).toThrow(new Error(message));
});

test('reads back whatever it writes', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e12 }), (milliseconds) => {
      const duration = Duration.millis(milliseconds);
      expect(Duration.tryParseGo(duration.toString())).toEqual(duration);
    }),
  );
});

test('adds, multiplies and compares', () => {
  const sum = Duration.minutes(1).plus(Duration.seconds(30));
  expect([
    sum.inSeconds,
    sum.times(2).toString(),
    sum.isLongerThan(Duration.minutes(1)),
    sum.isLongerThan(sum),
  ]).toEqual([90, '3m', true, false]);
});
