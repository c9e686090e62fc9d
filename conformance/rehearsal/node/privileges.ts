import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { run, tryFindProgram } from '../../command';
import { Absent } from '../../engine';
import { HIDDEN } from './furnish';
import { makeCgroup, removeCgroup } from './cgroups';

/** What no machine can be given by unpacking a package. */
const PROGRAMS = ['setpriv', 'unshare', 'nsenter', 'mount', 'tar'];

/** Throws `Absent` with the reason where no node can run, before anything is built. */
export async function demandPrivileges(): Promise<void> {
  if (process.platform !== 'linux') throw new Absent(`a node needs Linux, this is ${process.platform}`);
  if (process.getuid?.() !== 0) throw new Absent('a node needs root: it makes namespaces, mounts and cgroups');
  const missing = PROGRAMS.filter((program) => tryFindProgram(program) === undefined);
  if (missing.length > 0) throw new Absent(`not on the PATH: ${missing.join(', ')}`);
  const hidden = HIDDEN.find((path) => cacheFolder().startsWith(`${path}/`));
  if (hidden !== undefined) throw new Absent(`the cache lies below ${hidden}, which the node hides; set SLIPWAY_CACHE`);
  const cgroup = `slipway-probe-${String(process.pid)}`;
  makeCgroup(cgroup);
  removeCgroup(cgroup);
  await demandNamespaces();
}

/** Layers of images are mounted over each other in the cache's file system, inside new namespaces. */
async function demandNamespaces(): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  const folder = mkdtempSync(join(cacheFolder(), 'probe-'));
  try {
    for (const name of ['lower', 'upper', 'work', 'merged']) mkdirSync(join(folder, name));
    const overlay = ['-t', 'overlay', 'overlay', '-o', 'lowerdir=lower,upperdir=upper,workdir=work', 'merged'];
    const namespaces = ['--net', '--mount', '--pid', '--fork', '--mount-proc', '--propagation', 'private'];
    const { code, stderr } = await run('unshare', [...namespaces, 'mount', ...overlay], { cwd: folder });
    if (code !== 0) throw new Absent(`no namespaces with layered file systems can be made here: ${stderr.trim()}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
