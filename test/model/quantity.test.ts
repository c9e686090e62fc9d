import { tryParseQuantity } from '../../lib/model';

test.each([
  ['250m', 0.25],
  ['1', 1],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['512Mi', 536_870_912],
  ['1Gi', 1_073_741_824],
  ['1G', 1e9],
  ['2e3', 2000],
  ['1E', 1e18],
])('reads %s', (text, number) => {
  expect(tryParseQuantity(text)).toBeCloseTo(number);
});

test.each(['', 'm', '1 Gi', '1gi', '1KB', '0x10'])('reads nothing from %p', (text) => {
  expect(tryParseQuantity(text)).toBeUndefined();
});
