import * as fc from './property';

test('property tests take the same examples in every run', () => {
  expect(fc.readConfigureGlobal().seed).toBe(Number(process.env['SLIPWAY_SEED'] ?? 20261121));
  expect(fc.sample(fc.integer(), 5)).toEqual(fc.sample(fc.integer(), 5));
});
