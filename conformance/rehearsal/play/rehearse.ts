import { writeReport } from '../report/write';
import { play, playUnaudited } from './play';
import { type RunRecord } from './record';
import { type Tally, tallyOf } from '../tally';
import { type Part, keep, tryLast } from './records';

/** Plays everything once, and keeps its record; with `--page` the report of it goes to docs/. */
export function rehearsePlay(): Promise<Tally> {
  return rehearse('play', play);
}

/** Plays the faults with the audit off, and keeps what came of them for the report of the play. */
export function rehearseFaults(): Promise<Tally> {
  return rehearse('faults', playUnaudited);
}

async function rehearse(part: Part, playIt: () => Promise<RunRecord>): Promise<Tally> {
  const record = await playIt();
  console.log(`the record is ${keep(record, part)}`);
  const told = tryLast();
  if (process.argv.includes('--page') && told !== undefined) writeReport(told);
  return tallyOf(record);
}
