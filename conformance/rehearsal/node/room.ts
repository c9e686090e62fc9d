import { existsSync, mkdirSync, readFileSync, readdirSync, statfsSync } from 'node:fs';
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

/** Gigabytes that sources and builds take, once, before there is an image. */
export const UNBUILT = 15;

/** Whether the cache has images of an earlier run. */
export function isBuilt(): boolean {
  return existsSync(cacheFolder()) && readdirSync(cacheFolder()).some((name) => name.startsWith('rehearsal-layer-'));
}

function roomHere(): Room {
  mkdirSync(cacheFolder(), { recursive: true });
  const { bavail, bsize } = statfsSync(cacheFolder());
  const [, available = '0'] = /^MemAvailable: *([0-9]+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8')) ?? [];
  const memory = Math.min(Number(available) * 1024, ...LIMITS.map(limitIn).filter((limit) => !Number.isNaN(limit)));
  return { disk: (bavail * bsize) / GB, memory: memory / GB, processors: availableParallelism() };
}

/** Where a container reads how much memory it may take, in version 2 of cgroups and in version 1. */
const LIMITS = ['/sys/fs/cgroup/memory.max', '/sys/fs/cgroup/memory/memory.limit_in_bytes'];

/** No number where there is no limit. */
function limitIn(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN;
}
