import { writeReport } from '../report/write';
import { play, playUnaudited } from './play';
import { type RunRecord, allHolds } from './record';
import { type Part, keep, tryLast } from './records';

/** Plays everything once, and keeps its record; with `--page` the report of it goes to docs/. Throws where something did not hold. */
export function rehearsePlay(): Promise<void> {
  return rehearse('play', play);
}

/** Plays the faults with the audit off, and keeps what came of them for the report of the play. Throws where something did not hold. */
export function rehearseFaults(): Promise<void> {
  return rehearse('faults', playUnaudited);
}

async function rehearse(part: Part, playIt: () => Promise<RunRecord>): Promise<void> {
  const record = await playIt();
  console.log(`the record is ${keep(record, part)}`);
  const told = tryLast();
  if (process.argv.includes('--page') && told !== undefined) writeReport(told);
  if (!allHolds(record)) throw new Error(`not everything held in the ${part}`);
}
