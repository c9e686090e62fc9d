import { type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs that lead a group of processes of their own and still run. */
const leaders = new Set<ChildProcess>();
const folders = new Set<TemporaryFolder>();

/** Takes a program that was started `detached`, so leads a group: when this process ends, so does all of the group. */
export function ownGroup<T extends ChildProcess>(child: T): T {
  leaders.add(child);
  return child.on('close', () => leaders.delete(child));
}

/** Kills a program that leads a group, and all that it started. */
export function killGroup({ pid, exitCode, signalCode }: ChildProcess): void {
  // The number of a leader that has ended may be another's by now.
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(-pid, 'SIGKILL');
}

/** A folder that goes when it is removed, or when this process ends. */
export class TemporaryFolder {
  public readonly path: string;

  public constructor(name: string) {
    this.path = mkdtempSync(join(tmpdir(), `slipway-${name}-`));
    folders.add(this);
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
    folders.delete(this);
  }
}

/** Lets a signal end this process in order: groups, servers and folders go with it. */
export function endOnSignals(): void {
  process.on('exit', () => {
    leaders.forEach(killGroup);
    folders.forEach((folder) => folder.remove());
  });
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
