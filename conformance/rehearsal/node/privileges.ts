import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { run, tryFindProgram } from '../../command';
import { Absent } from '../../engine';
import { HIDDEN } from './furnish';
import { makeCgroup, missingControllers, remainingCgroups, removeCgroup } from './cgroups';

/** What no machine can be given by unpacking a package. */
const PROGRAMS = ['setpriv', 'unshare', 'nsenter', 'mount', 'chroot', 'tar', 'apt-get', 'dpkg-deb', 'go'];

/** Throws `Absent` with the reason where no node can run, before anything is built. */
export async function demandPrivileges(): Promise<void> {
  if (process.platform !== 'linux') throw new Absent(`a node needs Linux, this is ${process.platform}`);
  if (process.getuid?.() !== 0) throw new Absent('a node needs root: it makes namespaces, mounts and cgroups');
  const missing = PROGRAMS.filter((program) => tryFindProgram(program) === undefined);
  if (missing.length > 0) throw new Absent(`not on the PATH: ${missing.join(', ')}`);
  if (!isDebian(existsSync(RELEASE) ? readFileSync(RELEASE, 'utf8') : '')) {
    throw new Absent('this is not Debian: images are made of its packages, which others name and fill differently');
  }
  const hidden = HIDDEN.find((path) => cacheFolder().startsWith(`${path}/`));
  if (hidden !== undefined) throw new Absent(`the cache lies below ${hidden}, which the node hides; set SLIPWAY_CACHE`);
  await demandCgroups();
  await demandNamespaces();
  await demandUserNamespaces();
}

const RELEASE = '/etc/os-release';

/** Whether `/etc/os-release` is that of Debian itself. */
export function isDebian(release: string): boolean {
  return /^ID="?debian"?$/m.test(release);
}

/** Cgroups with all that pods are limited by, into which a process may go. */
async function demandCgroups(): Promise<void> {
  const missing = missingControllers();
  if (missing.length > 0) throw new Absent(`no cgroup controller ${missing.join(', ')}`);
  const cgroup = `slipway-probe-${String(process.pid)}`;
  makeCgroup(cgroup);
  try {
    for (const folder of remainingCgroups(cgroup)) {
      const { code, stderr } = await run('sh', ['-c', 'echo $$ > "$1/cgroup.procs"', 'sh', folder]);
      if (code !== 0) throw new Absent(`no process may go into a cgroup of its own in ${folder}: ${stderr.trim()}`);
    }
  } finally {
    removeCgroup(cgroup);
  }
}

/** Buildah makes a user namespace without any capability of the node. */
async function demandUserNamespaces(): Promise<void> {
  const nothing = ['--bounding-set', '-all', '--inh-caps', '-all'];
  const { code, stderr } = await run('setpriv', [...nothing, 'unshare', '--user', '--mount', 'true']);
  if (code !== 0) throw new Absent(`no user namespaces without privileges: ${stderr.trim()}`);
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
