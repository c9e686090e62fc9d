import { type RunRecord } from './play/record';

/** How much held, and how much did not. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Counts each act, each attack and each fault of a record once. */
export function tallyOf({ acts, attacks, faults }: RunRecord): Tally {
  const held = [
    ...acts.map(({ checks }) => checks.every(({ holds }) => holds)),
    ...attacks.map(({ denied }) => denied),
    ...faults.map(({ found, played }) => found.length > 0 && (played?.holds ?? true)),
  ];
  const passed = held.filter(Boolean).length;
  return { passed, failed: held.length - passed };
}

/** All of them together. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}
