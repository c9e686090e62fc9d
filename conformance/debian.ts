import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from './cache';
import { mustRun, run, tryFindProgram } from './command';
import { Absent } from './engine';

/** Finds a program, or unpacks its Debian package into the cache: nothing is installed and no service is started. */
export async function debianProgram(name: string, packageName: string): Promise<string> {
  const installed = tryFindProgram(name);
  if (installed !== undefined) return installed;
  const folder = await debianFolder(`debian-${packageName}`, [packageName]);
  const program = join(folder, 'usr', 'bin', name);
  if (!existsSync(program)) throw new Absent(`the package ${packageName} holds no ${name}`);
  return program;
}

export interface UnpackOptions {
  /** Files that make the folder stale when they change. @default - none */
  readonly sources?: readonly string[];
  /** Does what installing the packages would do. @default - nothing */
  readonly finish?: (folder: string) => void;
}

/** Unpacks Debian packages, without what they depend on, into one folder of the cache. */
export function debianFolder(name: string, packages: readonly string[], options: UnpackOptions = {}): Promise<string> {
  return madeOnce(name, options.sources ?? [], async (unfinished) => {
    if (tryFindProgram('apt-get') === undefined) {
      throw new Absent(`${packages.join(', ')}: apt-get is not here to fetch the packages`);
    }
    for (const packageName of packages) await fetchPackage(packageName, unfinished);
    for (const file of readdirSync(unfinished).filter((name) => name.endsWith('.deb'))) {
      await mustRun('dpkg-deb', ['--extract', join(unfinished, file), unfinished]);
      rmSync(join(unfinished, file));
    }
    options.finish?.(unfinished);
  });
}

async function fetchPackage(packageName: string, folder: string): Promise<void> {
  if (await isDownloaded(packageName, folder)) return;
  await run('apt-get', ['update']);
  if (!(await isDownloaded(packageName, folder))) throw new Absent(`apt-get cannot fetch ${packageName}`);
}

async function isDownloaded(packageName: string, folder: string): Promise<boolean> {
  return (await run('apt-get', ['download', packageName], { cwd: folder })).code === 0;
}
