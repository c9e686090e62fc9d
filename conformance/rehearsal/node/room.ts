import { mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { cacheFolder } from '../../cache';
import { Absent } from '../../engine';

/** Bytes of a gigabyte. */
const GB = 1e9;

/** What a machine has to have left. */
export interface Room {
  /** Gigabytes where the cache lies. */
  readonly disk: number;
  /** Gigabytes. */
  readonly memory: number;
  readonly processors: number;
}

/** Throws `Absent` where something is too little: a node that starves fails at a place of no meaning. */
export function demandRoom(least: Room, here: Room = roomHere()): void {
  const short = (['disk', 'memory', 'processors'] as const).filter((kind) => here[kind] < least[kind]);
  const told = short.map((kind) => `${kind} ${String(Math.floor(here[kind] * 10) / 10)} of ${String(least[kind])}`);
  if (told.length > 0)
    throw new Absent(`too little room: ${told.join(', ')} (gigabytes that are free, and processors)`);
}

function roomHere(): Room {
  mkdirSync(cacheFolder(), { recursive: true });
  const { bavail, bsize } = statfsSync(cacheFolder());
  const [, available = '0'] = /^MemAvailable: *([0-9]+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
  return { disk: (bavail * bsize) / GB, memory: (Number(available) * 1024) / GB, processors: availableParallelism() };
}
