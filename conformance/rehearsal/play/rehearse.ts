import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { writeReport } from '../report/write';
import { play } from './play';
import { allHolds } from './record';

/** Plays everything once, and keeps its record beside the cache; with `--page` the report of it goes to docs/. Throws where something did not hold. */
export async function rehearsePlay(): Promise<void> {
  const record = await play();
  const folder = join(cacheFolder(), 'rehearsal-records');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${record.began.replaceAll(/[^0-9]+/g, '-')}.json`);
  writeFileSync(path, JSON.stringify(record, undefined, 2));
  console.log(`the record is ${path}`);
  if (process.argv.includes('--page')) writeReport(record);
  if (!allHolds(record)) throw new Error('not everything held in the play');
}
