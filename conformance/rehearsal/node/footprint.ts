import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { makeCgroup, remainingCgroups, removeCgroup } from './cgroups';
import { mountsOf, processes, startOf } from './process';

/** A process by its id and its beginning: an id alone may belong to another process later. */
interface ProcessId {
  readonly pid: number;
  readonly start: string;
}

/** What a node makes on this machine, written down so that a later run can remove what a crash left. */
interface Entry {
  /** The machine's boot: process ids of an earlier one mean nothing. */
  readonly boot: string;
  readonly owner: ProcessId;
  readonly holder?: ProcessId;
}

/** The folder, cgroup and processes of one node, and their removal. */
export class Footprint {
  /** Makes the folder and the cgroup of a new node, after removing what crashed nodes left. */
  public static make(): Footprint {
    Footprint.removeAbandoned();
    const name = `node-${String(process.pid)}-${Date.now().toString(36)}`;
    const footprint = new Footprint(name, { boot: bootId(), owner: idOf(process.pid) });
    mkdirSync(footprint.folder, { recursive: true });
    footprint.write();
    try {
      makeCgroup(footprint.cgroup);
    } catch (error) {
      footprint.remove();
      throw error;
    }
    return footprint;
  }

  /** Removes the footprints whose owner is gone. */
  public static removeAbandoned(): void {
    for (const file of existsSync(home()) ? readdirSync(home()) : []) {
      if (!file.endsWith('.json')) continue;
      const entry = tryRead(join(home(), file));
      if (entry === undefined || (entry.boot === bootId() && isAlive(entry.owner))) continue;
      new Footprint(file.slice(0, -'.json'.length), entry).remove();
    }
  }

  private constructor(
    private readonly name: string,
    private entry: Entry,
  ) {}

  /** Holds every file of the node. */
  public get folder(): string {
    return join(home(), this.name);
  }

  /** The cgroup's name in each hierarchy. */
  public get cgroup(): string {
    return `slipway-${this.name}`;
  }

  /** Adds the process whose end is the end of all others. */
  public hold(holder: ProcessId): void {
    this.entry = { ...this.entry, holder };
    this.write();
  }

  /**
   * Ends the processes and removes the cgroup and the folder; returns what could not be removed. It waits without giving
   * way to anything else, so that it can be the last thing that a process does.
   */
  public remove(): readonly string[] {
    const ended = this.kill();
    const deadline = Date.now() + 20_000;
    for (;;) {
      removeCgroup(this.cgroup);
      const alive = ended.filter(isAlive).map(({ pid }) => `process ${String(pid)}`);
      const left = [...alive, ...remainingCgroups(this.cgroup)];
      if (left.length > 0 && Date.now() < deadline) {
        pause(20);
        continue;
      }
      if (left.length > 0) return left;
      // A hundred thousand files: a program of its own is done with them much sooner than this one.
      const { stderr } = spawnSync('rm', ['-rf', this.folder], { encoding: 'utf8' });
      if (existsSync(this.folder)) return [`folder ${this.folder}: ${stderr.trim()}`];
      rmSync(`${this.folder}.json`, { force: true });
      return [];
    }
  }

  /**
   * Kills the holder, and with it all others; returns those that were on the node then. Where the holder is gone there
   * are none, and the numbers of its namespaces may be those of others now.
   */
  private kill(): readonly ProcessId[] {
    const { holder, boot } = this.entry;
    if (holder === undefined || boot !== bootId() || !isAlive(holder)) return [];
    const mounts = mountsOf(holder.pid);
    const ended = processes()
      .filter((pid) => mountsOf(pid) === mounts)
      .map(idOf);
    process.kill(holder.pid, 'SIGKILL');
    return ended;
  }

  private write(): void {
    writeFileSync(`${this.folder}.new`, JSON.stringify(this.entry));
    renameSync(`${this.folder}.new`, `${this.folder}.json`); // others read it at any time
  }
}

/** The entry of a node that may be stopping at this moment. */
function tryRead(path: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Entry;
  } catch (error) {
    if (existsSync(path)) throw error;
    return undefined;
  }
}

const home = (): string => join(cacheFolder(), 'rehearsal');
const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
const idOf = (pid: number): ProcessId => ({ pid, start: startOf(pid) ?? '' });
const isAlive = ({ pid, start }: ProcessId): boolean => start !== '' && startOf(pid) === start;

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
