import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type CommandOptions, type Finished, run } from '../../command';
import { Daemon, type DaemonOptions, tail } from '../../daemon';
import { Absent } from '../../engine';
import { startOf } from './process';

/**
 * Namespaces of one's own for processes, mounts and network. They live as long as one process, which dies with this
 * one, and the kernel then ends everything in them: nothing that runs inside can outlive a crash of the rehearsal.
 */
export class Enclosure {
  /** Opens the namespaces; `hold` is the program that becomes their first process. */
  public static async open(folder: string, hold: string, env: Readonly<Record<string, string>>): Promise<Enclosure> {
    const door = join(folder, 'door.sock');
    const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const holder = ['unshare', ...namespaces, '--propagation', 'private', hold, door];
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...holder], { stdio: ['ignore', 'ignore', 'pipe'] });
    const log = join(folder, 'hold.log');
    child.stderr.pipe(createWriteStream(log));
    const failed = once(child, 'error').then(([error]) => {
      throw new Absent(`setpriv cannot be started: ${String(error)}`);
    });
    await Promise.race([failed, opened(child, door, log)]);
    failed.catch(() => undefined);
    return new Enclosure(child, door, env);
  }

  /** Process id of the holder, and when it began: an id alone may belong to another process later. */
  public readonly holder: { readonly pid: number; readonly start: string };

  private constructor(
    child: ChildProcess,
    /** Unix socket of the proxy into the network namespace. */
    public readonly door: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {
    const { pid = 0 } = child;
    this.holder = { pid, start: startOf(pid) ?? '' };
  }

  /** Runs a program inside to its end. */
  public run(program: string, args: readonly string[], options: CommandOptions = {}): Promise<Finished> {
    return run(...this.inside(program, args, options.cwd), this.with(options));
  }

  /** Starts a server program inside. */
  public async daemon(program: string, args: readonly string[], options: DaemonOptions): Promise<Daemon> {
    try {
      return await Daemon.start(...this.inside(program, args, options.cwd), this.with(options));
    } catch (error) {
      throw new Error(`${program} on the node: ${String(error)}`);
    }
  }

  /** Starts a program inside and returns at once, for those who read what it prints as it comes. */
  public spawn(program: string, args: readonly string[]): ChildProcess {
    const env = { ...process.env, ...this.env };
    return spawn(...this.inside(program, args), { stdio: ['ignore', 'pipe', 'pipe'], env });
  }

  private with<T extends CommandOptions | DaemonOptions>(options: T): T {
    return { ...options, cwd: undefined, env: { ...this.env, ...options.env } };
  }

  /** The parent of a program inside is its entry from outside: ending the entry ends the program. */
  private inside(program: string, args: readonly string[], cwd?: string): [string, string[]] {
    const of = (name: string) => `/proc/${String(this.holder.pid)}/ns/${name}`;
    const entry = [`--net=${of('net')}`, `--mount=${of('mnt')}`, `--pid=${of('pid_for_children')}`];
    const there = cwd === undefined ? [] : ['env', `--chdir=${cwd}`];
    return ['nsenter', [...entry, '--', 'setpriv', '--pdeathsig', 'TERM', ...there, program, ...args]];
  }
}

async function opened(child: ChildProcess, door: string, log: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!existsSync(door)) {
    if (child.exitCode !== null) throw new Absent(`no namespaces can be made here: ${tail(log)}`);
    if (performance.now() > deadline) throw new Error(`the namespaces did not open: ${tail(log)}`);
    await wait(10);
  }
}
