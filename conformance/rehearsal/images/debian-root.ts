import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce } from '../../cache';
import { mustRun, run, tryFindProgram } from '../../command';
import { Absent } from '../../engine';

/** Users that the images know: ssh and git refuse whoever has no name. */
const USERS = [
  { name: 'root', id: 0, home: '/root', shell: '/bin/sh' },
  { name: 'git', id: 1000, home: '/home/git', shell: '/usr/bin/git-shell' },
  { name: 'nonroot', id: 65532, home: '/home/nonroot', shell: '/usr/sbin/nologin' },
  { name: 'nobody', id: 65534, home: '/nonexistent', shell: '/usr/sbin/nologin' },
];

/**
 * The files of Debian packages and of all that they depend on, as the root of a file system. No script of a package is
 * run: what those would do is done here, where it is needed.
 */
export function debianRoot(name: string, packages: readonly string[]): Promise<string> {
  return madeOnce(`rehearsal-root-${name}-${packages.join('-')}`, [__filename], async (root) => {
    if (tryFindProgram('apt-get') === undefined) throw new Absent('apt-get is not here to fetch the packages');
    for (const path of ['bin', 'sbin', 'lib', 'lib64']) {
      mkdirSync(join(root, 'usr', path), { recursive: true });
      symlinkSync(`usr/${path}`, join(root, path));
    }
    const archives = join(root, 'archives');
    await fetchAll(packages, archives);
    for (const file of readdirSync(archives).filter((path) => path.endsWith('.deb'))) {
      const unpack = ['--fsys-tarfile', join(archives, file)];
      await mustRun('sh', ['-c', 'dpkg-deb "$1" "$2" | tar --extract --keep-directory-symlink', 'sh', ...unpack], {
        cwd: root,
      });
    }
    rmSync(archives, { recursive: true });
    for (const path of ['doc', 'man', 'locale', 'info', 'lintian']) {
      rmSync(join(root, 'usr', 'share', path), { recursive: true, force: true });
    }
    writeUsers(root);
  });
}

/** Asks apt as if nothing were installed: it then names the whole closure. */
async function fetchAll(packages: readonly string[], folder: string): Promise<void> {
  mkdirSync(join(folder, 'partial'), { recursive: true });
  const places = [
    '-o',
    'Dir::State::status=/dev/null',
    '-o',
    `Dir::Cache::archives=${folder}`,
    '-o',
    'APT::Sandbox::User=root',
  ];
  const fetch = ['install', '--yes', '--no-install-recommends', '--download-only', ...places, ...packages];
  if ((await run('apt-get', fetch)).code === 0) return;
  await run('apt-get', ['update']);
  const { code, stderr } = await run('apt-get', fetch);
  if (code !== 0) throw new Absent(`apt-get cannot fetch ${packages.join(', ')}: ${stderr.trim()}`);
}

function writeUsers(root: string): void {
  const etc = join(root, 'etc');
  mkdirSync(etc, { recursive: true });
  const users = USERS.map(({ name, id, home, shell }) => `${name}:x:${String(id)}:${String(id)}::${home}:${shell}\n`);
  writeFileSync(join(etc, 'passwd'), users.join(''));
  writeFileSync(join(etc, 'group'), USERS.map(({ name, id }) => `${name}:x:${String(id)}:\n`).join(''));
  writeFileSync(join(etc, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files dns\n');
  mkdirSync(join(root, 'tmp'), { recursive: true });
  chmodSync(join(root, 'tmp'), 0o1777);
}
