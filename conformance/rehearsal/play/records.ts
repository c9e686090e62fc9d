import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { type RunRecord } from './record';

/** Keeps a record beside the cache, and returns the path of its file. */
export function keep(record: RunRecord): string {
  mkdirSync(folder(), { recursive: true });
  const path = join(folder(), `${record.began.replaceAll(/[^0-9]+/g, '-')}.json`);
  writeFileSync(path, JSON.stringify(record, undefined, 2));
  return path;
}

/** The record of the last play, if there was one. */
export function tryLast(): RunRecord | undefined {
  const last = existsSync(folder()) ? readdirSync(folder()).sort().at(-1) : undefined;
  return last === undefined ? undefined : (JSON.parse(readFileSync(join(folder(), last), 'utf8')) as RunRecord);
}

function folder(): string {
  return join(cacheFolder(), 'rehearsal-records');
}
