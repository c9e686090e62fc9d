import { writeReport } from '../report/write';
import { play } from './play';
import { allHolds } from './record';
import { keep } from './records';

/** Plays everything once, and keeps its record; with `--page` the report of it goes to docs/. Throws where something did not hold. */
export async function rehearsePlay(): Promise<void> {
  const record = await play();
  console.log(`the record is ${keep(record)}`);
  if (process.argv.includes('--page')) writeReport(record);
  if (!allHolds(record)) throw new Error('not everything held in the play');
}
