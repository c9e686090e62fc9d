import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { alone } from './alone';
import { Absent } from './engine';
import { mustRun, tryFindProgram } from './command';

/** The folder for everything that is built or fetched once; outside the checkout. */
export function cacheFolder(): string {
  return process.env.SLIPWAY_CACHE ?? join(homedir(), '.cache', 'slipway-conformance');
}

/**
 * Returns a folder that `make` has filled. It is made again only when a source changes: the folder's name ends with
 * their hash, and an unfinished folder never gets that name.
 */
export async function madeOnce(
  name: string,
  sources: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name, hashOf(sources));
  if (existsSync(folder)) return folder;
  return alone(`${folder}.lock`, async () => {
    if (!existsSync(folder)) await makeWhole(folder, make);
    return folder;
  });
}

async function makeWhole(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}.${String(process.pid)}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await make(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder); // the lock does not reach over containers that share a cache
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

export interface GoBuild {
  /** Folder of the Go module. */
  readonly module: string;
  /** Import path or folder of each program, by the name of the file to write. */
  readonly programs: Readonly<Record<string, string>>;
  /** @default - none */
  readonly ldflags?: string;
  /** Build tags. @default - none */
  readonly tags?: readonly string[];
}

/** What only a debugger reads takes a tenth of the time to build, and a third of the space. */
const WITHOUT_DEBUGGING = { gcflags: 'all=-dwarf=false', ldflags: '-s -w' };

/** Builds Go programs once and returns their folder; the first time takes minutes. */
export async function builtOnce(name: string, build: GoBuild): Promise<string> {
  const go = tryFindProgram('go');
  const sources = readdirSync(build.module, { recursive: true, encoding: 'utf8' })
    .map((path) => join(build.module, path))
    .filter((path) => statSync(path).isFile())
    .sort();
  return madeOnce(name, sources, async (folder) => {
    if (go === undefined) throw new Absent('go is not on the PATH');
    const { ldflags = '', tags = [] } = build;
    const { gcflags } = WITHOUT_DEBUGGING;
    const flags = ['-gcflags', gcflags, '-ldflags', `${WITHOUT_DEBUGGING.ldflags} ${ldflags}`, '-tags', tags.join(',')];
    for (const [program, path] of Object.entries(build.programs)) {
      const args = ['build', '-buildvcs=false', ...flags, '-o', join(folder, program), path];
      await mustRun(go, args, { cwd: build.module });
    }
  });
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}
