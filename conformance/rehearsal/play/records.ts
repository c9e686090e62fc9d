import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { type RunRecord, withPlayedFaults } from './record';

/** The parts of the rehearsal that leave a record; the faults are played in a cluster of their own. */
export type Part = 'play' | 'faults';

const FOLDERS: Readonly<Record<Part, string>> = { play: 'rehearsal-records', faults: 'rehearsal-faults' };

/** Keeps a record beside the cache, and returns the path of its file. */
export function keep(record: RunRecord, part: Part = 'play'): string {
  mkdirSync(folder(part), { recursive: true });
  const path = join(folder(part), `${record.began.replaceAll(/[^0-9]+/g, '-')}.json`);
  writeFileSync(path, JSON.stringify(record, undefined, 2));
  return path;
}

/** The record of the last play, if there was one, with what came of its faults where they were played before or after it. */
export function tryLast(): RunRecord | undefined {
  const [play, faults] = [tryLastOf('play'), tryLastOf('faults')];
  return play === undefined || faults === undefined ? play : withPlayedFaults(play, faults);
}

function tryLastOf(part: Part): RunRecord | undefined {
  const last = existsSync(folder(part)) ? readdirSync(folder(part)).sort().at(-1) : undefined;
  return last === undefined ? undefined : (JSON.parse(readFileSync(join(folder(part), last), 'utf8')) as RunRecord);
}

function folder(part: Part): string {
  return join(cacheFolder(), FOLDERS[part]);
}
