import { Absent } from '../../conformance/engine';
import { isDebian } from '../../conformance/rehearsal/node/privileges';
import { demandRoom } from '../../conformance/rehearsal/node/room';
import { type RunRecord } from '../../conformance/rehearsal/play/record';
import { sumOf, tallyOf } from '../../conformance/rehearsal/tally';

const check = (holds: boolean) => ({ what: 'the image', seen: 'sha256:…', holds });
const act = (...holds: readonly boolean[]) => ({ name: 'An act', begins: 0, ends: 1, checks: holds.map(check) });
const attack = (denied: boolean) => ({ name: 'a tag', control: 'a policy', denied, said: 'no' });
const fault = { name: 'a name', act: 'build', foretold: 'it fails' };

test('each act, each attack and each fault counts once', () => {
  const record: RunRecord = {
    began: '2026-01-01 00:00 UTC',
    versions: {},
    acts: [act(), act(true, true), act(true, false, false)],
    events: [],
    canaries: [],
    attacks: [attack(true), attack(false)],
    faults: [
      { ...fault, found: ['error CUS001'] },
      { ...fault, found: [] },
      { ...fault, found: ['error CUS001'], played: { said: 'it went well', holds: false } },
    ],
  };
  expect(tallyOf(record)).toEqual({ passed: 4, failed: 4 });
  expect(sumOf([tallyOf(record), { passed: 1, failed: 0 }])).toEqual({ passed: 5, failed: 4 });
  expect(sumOf([])).toEqual({ passed: 0, failed: 0 });
});

test('a machine with too little room is named with all that it lacks', () => {
  const least = { disk: 10, memory: 6, processors: 2 };
  expect(() => {
    demandRoom(least, { disk: 10, memory: 6, processors: 2 });
  }).not.toThrow();
  expect(() => {
    demandRoom(least, { disk: 9.96, memory: 3.14, processors: 1 });
  }).toThrow(
    new Absent(
      'too little room: disk 9.9 of 10, memory 3.1 of 6, processors 1 of 2 (gigabytes that are free, and processors)',
    ),
  );
});

test('only Debian itself is Debian', () => {
  const releases = ['NAME="Debian GNU/Linux"\nID=debian\n', 'ID="debian"\n', 'ID=ubuntu\nID_LIKE=debian\n', ''];
  expect(releases.map(isDebian)).toEqual([true, true, false, false]);
});
