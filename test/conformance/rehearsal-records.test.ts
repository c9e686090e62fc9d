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

const fault = { name: "a result's name", found: ['error TKN005'], act: 'build', foretold: 'the run fails' };
const played = { said: 'InvalidTaskResultReference', holds: true };
const act = { name: "Nobody audits: a result's name", begins: 0, ends: 5000, checks: [] };

test.each<[string, readonly ('play' | 'faults')[]]>([
  ['before', ['faults', 'play']],
  ['after', ['play', 'faults']],
])('what the faults have done stands in the play, where they were played %s it', (_, order) => {
  const records = {
    play: { ...record('2026-11-21 11:05 UTC'), faults: [fault, { ...fault, name: 'another' }] },
    faults: { ...record('2026-11-21 12:50 UTC'), acts: [act], faults: [{ ...fault, played }] },
  };
  for (const part of order) keep(records[part], part);
  expect(tryLast()).toEqual({
    ...records.play,
    faults: [
      { ...fault, played },
      { ...fault, name: 'another' },
    ],
    unaudited: { began: '2026-11-21 12:50 UTC', acts: [act] },
  });
});

test('faults that were played without a play are nothing to tell of', () => {
  keep({ ...record('2026-11-21 12:50 UTC'), faults: [{ ...fault, played }] }, 'faults');
  expect(tryLast()).toBeUndefined();
});
