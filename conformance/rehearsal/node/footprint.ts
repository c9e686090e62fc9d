import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../cache';
import { makeCgroup, remainingCgroups, removeCgroup } from './cgroups';
import { namespaceOf, processes, startOf } from './process';

/** A process by its id and its beginning: an id alone may belong to another process later. */
interface ProcessId {
  readonly pid: number;
  readonly start: string;
}

/** What a node makes on this machine, written down so that a later run can remove what a crash left. */
interface Record {
  /** The machine's boot: process ids of an earlier one mean nothing. */
  readonly boot: string;
  readonly owner: ProcessId;
  readonly holder?: ProcessId & { readonly network: string; readonly mounts: string };
}

const KINDS = { network: 'net', mounts: 'mnt' } as const;

/** The folder, cgroup and processes of one node, and their removal. */
export class Footprint {
  /** Makes the folder and the cgroup of a new node, after removing what crashed nodes left. */
  public static make(): Footprint {
    Footprint.removeAbandoned();
    const name = `node-${String(process.pid)}-${Date.now().toString(36)}`;
    const footprint = new Footprint(name, { boot: bootId(), owner: idOf(process.pid) });
    mkdirSync(footprint.folder, { recursive: true });
    footprint.write();
    makeCgroup(footprint.cgroup);
    return footprint;
  }

  /** Removes the footprints whose owner is gone. */
  public static removeAbandoned(): void {
    for (const file of existsSync(home()) ? readdirSync(home()) : []) {
      if (!file.endsWith('.json')) continue;
      const record = JSON.parse(readFileSync(join(home(), file), 'utf8')) as Record;
      if (record.boot === bootId() && isAlive(record.owner)) continue;
      new Footprint(file.slice(0, -'.json'.length), record).remove();
    }
  }

  private constructor(
    private readonly name: string,
    private record: Record,
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
    const of = (kind: keyof typeof KINDS) => namespaceOf(holder.pid, KINDS[kind]) ?? '';
    this.record = { ...this.record, holder: { ...holder, network: of('network'), mounts: of('mounts') } };
    this.write();
  }

  /**
   * Ends the processes and removes the cgroup and the folder; returns what could not be removed. It waits without giving
   * way to anything else, so that it can be the last thing that a process does.
   */
  public remove(): readonly string[] {
    const { holder, boot } = this.record;
    if (holder !== undefined && boot === bootId() && isAlive(holder)) process.kill(holder.pid, 'SIGKILL');
    const deadline = Date.now() + 20_000;
    for (;;) {
      removeCgroup(this.cgroup);
      const left = [...this.processes().map((pid) => `process ${String(pid)}`), ...remainingCgroups(this.cgroup)];
      if (left.length > 0 && Date.now() < deadline) {
        pause(20);
        continue;
      }
      if (left.length > 0) return left;
      rmSync(this.folder, { recursive: true, force: true });
      rmSync(`${this.folder}.json`, { force: true });
      return [];
    }
  }

  /** Processes that are in the node's namespaces. */
  private processes(): readonly number[] {
    const { holder, boot } = this.record;
    if (holder === undefined || boot !== bootId()) return [];
    return processes().filter(
      (pid) =>
        namespaceOf(pid, KINDS.network) === holder.network &&
        namespaceOf(pid, KINDS.mounts) === holder.mounts &&
        startOf(pid) !== undefined,
    );
  }

  private write(): void {
    writeFileSync(`${this.folder}.json`, JSON.stringify(this.record));
  }
}

const home = (): string => join(cacheFolder(), 'rehearsal');
const bootId = (): string => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
const idOf = (pid: number): ProcessId => ({ pid, start: startOf(pid) ?? '' });
const isAlive = ({ pid, start }: ProcessId): boolean => startOf(pid) === start;

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
