import { type Measured, tryAssess, tryParseCondition } from '../../../lib/systems/rollouts/condition';
import * as fc from '../../property';
import { recorded } from './engine-records';

interface Row {
  readonly success?: string;
  readonly failure?: string;
  readonly result: readonly string[] | string | null;
  readonly phase: string;
}

function toResult(result: Row['result']): Measured {
  if (result === null) return undefined;
  return typeof result === 'string' ? toNumber(result) : result.map(toNumber);
}

function toNumber(text: string): number {
  return text === 'Inf' ? Infinity : Number(text);
}

test('assesses as the controller does', () => {
  const rows = recorded<Row>('conditions.json');
  expect(rows.length).toBeGreaterThan(150);
  for (const row of rows) {
    expect({ ...row, phase: tryAssess({ success: row.success, failure: row.failure }, toResult(row.result)) }).toEqual(
      row,
    );
  }
});

test('gives nothing for what it does not know', () => {
  for (const text of [
    'len(result) > 1 ? true : false',
    'any(result, {# > 1})',
    'result[0] <',
    'result.value',
    '§',
    '',
  ]) {
    expect(tryParseCondition(text)).toBeUndefined();
  }
  expect(tryAssess({ success: 'any(result, {# > 1})' }, [1])).toBeUndefined();
  expect(tryAssess({ success: 'true', failure: 'any(result, {# > 1})' }, [1])).toBeUndefined();
});

test.each([
  ['!(len(result) > 0) || result < 1', [], 'Error'], // a vector is no number, wherever it stands
  ['len(result) == 0 || result[5] > result', [], 'Error'],
  ['len(result) == 0 || result[5] > 1', [], 'Successful'],
  ['result == 0.5', [0.5], 'Error'],
  ['result != nil', [0.5], 'Successful'],
  ['len(result) > 0 || 1 < default(result, 1)', [1], 'Successful'], // the type of a default is not known beforehand
  ['isNil(result) && 1 < default(result, 1)', [1], 'Failed'],
])('checks the types of %p before it runs', (success, value, phase) => {
  expect(tryAssess({ success }, value)).toBe(phase);
});

test('binds as the expression language does', () => {
  const condition = tryParseCondition('result[0] + 2 * 3 > 6 && !(result[0] > 1) || result[0] == 5');
  expect([0.5, 0, 1.5, 5].map((value) => condition?.([value]))).toEqual([true, false, false, true]);
});

test('a success condition alone makes everything else a failure', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true, min: 0, max: 1e6 }), (value, limit) => {
      const phase = tryAssess({ success: `result[0] < ${limit.toFixed(3)}` }, [value]);
      expect(phase).toBe(value < Number(limit.toFixed(3)) ? 'Successful' : 'Failed');
    }),
  );
});
