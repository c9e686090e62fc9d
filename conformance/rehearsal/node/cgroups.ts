import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Absent } from '../../engine';

interface Hierarchy {
  /** Where it is mounted. */
  readonly at: string;
  readonly controllers: readonly string[];
}

/** The cgroup hierarchies: one in version 2, one for each controller in version 1, or both. */
function hierarchies(): readonly Hierarchy[] {
  const mounts = readFileSync('/proc/self/mounts', 'utf8').trim().split('\n');
  return mounts
    .map((line) => line.split(' '))
    .flatMap(([, at = '', type = '', options = '']): readonly Hierarchy[] => {
      if (type === 'cgroup') return [{ at, controllers: options.split(',') }];
      return type === 'cgroup2' ? [{ at, controllers: wordsOf(join(at, 'cgroup.controllers')) }] : [];
    });
}

/** What the kubelet limits pods by, and cannot here. */
export function missingControllers(): readonly string[] {
  const offered = hierarchies().flatMap(({ controllers }) => controllers);
  return CONTROLLERS.filter((controller) => !offered.includes(controller));
}

/** Makes a cgroup of the same name in every hierarchy; the kubelet puts all pods below it. */
export function makeCgroup(name: string): void {
  const all = hierarchies();
  if (all.length === 0) throw new Absent('no cgroup hierarchy is mounted');
  for (const { at } of all) {
    try {
      delegateControllers(at);
      mkdirSync(join(at, name));
      inheritCpus(at, name);
    } catch (error) {
      removeCgroup(name);
      throw new Absent(`no cgroup can be made in ${at}: ${String(error)}`);
    }
  }
}

/** Folders of the cgroup that are still there. */
export function remainingCgroups(name: string): readonly string[] {
  return hierarchies()
    .map(({ at }) => join(at, name))
    .filter((folder) => existsSync(folder));
}

/** Removes the cgroup and all below it; one that still holds a process stays. */
export function removeCgroup(name: string): void {
  for (const folder of remainingCgroups(name)) removeFolders(folder);
}

function removeFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeFolders(join(folder, entry.name));
  }
  try {
    rmdirSync(folder);
  } catch {
    return; // a process still lives in it: seen as a leftover
  }
}

/** What the kubelet limits pods by. */
const CONTROLLERS = ['cpu', 'cpuset', 'memory', 'pids'];

/** In version 2 a controller reaches a child only when its parent hands it down. */
function delegateControllers(hierarchy: string): void {
  const offered = wordsOf(join(hierarchy, 'cgroup.controllers'));
  const handed = wordsOf(join(hierarchy, 'cgroup.subtree_control'));
  const missing = CONTROLLERS.filter((controller) => offered.includes(controller) && !handed.includes(controller));
  if (missing.length === 0) return;
  writeFileSync(join(hierarchy, 'cgroup.subtree_control'), missing.map((controller) => `+${controller}`).join(' '));
}

const wordsOf = (file: string): readonly string[] => (existsSync(file) ? readFileSync(file, 'utf8').split(/\s+/) : []);

/** In version 1 a new cpuset has no processors and can hold no process. */
function inheritCpus(hierarchy: string, name: string): void {
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    const [from, to] = [join(hierarchy, file), join(hierarchy, name, file)];
    if (existsSync(from) && existsSync(to)) writeFileSync(to, readFileSync(from));
  }
}
