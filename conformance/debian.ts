import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from './cache';
import { mustRun, run, tryFindProgram } from './command';
import { Absent } from './engine';

/** Finds a program, or unpacks its Debian package into the cache: nothing is installed and no service is started. */
export async function debianProgram(name: string, packageName: string): Promise<string> {
  const installed = tryFindProgram(name);
  if (installed !== undefined) return installed;
  if (tryFindProgram('apt-get') === undefined) {
    throw new Absent(`${name} is not on the PATH, and apt-get is not here to fetch it`);
  }
  const folder = await madeOnce(`debian-${packageName}`, [], async (unfinished) => {
    if (!(await isDownloaded(packageName, unfinished))) {
      await run('apt-get', ['update']);
      if (!(await isDownloaded(packageName, unfinished))) throw new Absent(`apt-get cannot fetch ${packageName}`);
    }
    const [archive = ''] = readdirSync(unfinished).filter((file) => file.endsWith('.deb'));
    await mustRun('dpkg-deb', ['--extract', join(unfinished, archive), unfinished]);
  });
  const program = join(folder, 'usr', 'bin', name);
  if (!existsSync(program)) throw new Absent(`the package ${packageName} holds no ${name}`);
  return program;
}

async function isDownloaded(packageName: string, folder: string): Promise<boolean> {
  return (await run('apt-get', ['download', packageName], { cwd: folder })).code === 0;
}
