import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunRecord } from '../../conformance/rehearsal/play/record';
import { keep, tryLast } from '../../conformance/rehearsal/play/records';

const cache = process.env.SLIPWAY_CACHE;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-records-test-'));
  process.env.SLIPWAY_CACHE = folder;
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  if (cache === undefined) delete process.env.SLIPWAY_CACHE;
  else process.env.SLIPWAY_CACHE = cache;
});

const record = (began: string): RunRecord => ({
  began,
  versions: {},
  acts: [],
  events: [],
  canaries: [],
  attacks: [],
  faults: [],
});

test('the last play is the one that began last, whichever was kept last', () => {
  expect(tryLast()).toBeUndefined();
  keep(record('2026-11-21 11:05 UTC'));
  expect(keep(record('2026-11-20 23:59 UTC'))).toBe(join(folder, 'rehearsal-records', '2026-11-20-23-59-.json'));
  expect(tryLast()).toEqual(record('2026-11-21 11:05 UTC'));
});
