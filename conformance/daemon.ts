import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface DaemonOptions {
  /** File that gets everything the program prints. */
  readonly log: string;
  /** Asked again and again until it says yes; an error means not yet. */
  readonly ready: () => Promise<boolean>;
  /** Seconds until the program must be ready. @default 60 */
  readonly within?: number;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder it runs in. @default that of this process */
  readonly cwd?: string;
}

/** A server program on loopback, from ready until stopped. */
export class Daemon {
  public static async start(program: string, args: readonly string[], options: DaemonOptions): Promise<Daemon> {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(options.log);
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const daemon = new Daemon(child);
    const deadline = performance.now() + (options.within ?? 60) * 1000;
    while (!(await options.ready().catch(() => false))) {
      if (child.exitCode !== null || performance.now() > deadline) {
        await daemon.stop();
        throw new Error(`${program} did not become ready:\n${tail(options.log)}`);
      }
      await wait(100);
    }
    return daemon;
  }

  private constructor(private readonly child: ChildProcess) {
    // A crash of the suite must not leave servers behind.
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  public async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.child.kill('SIGKILL'), 10_000);
    await closed;
    clearTimeout(force);
  }
}

/** A port on loopback that nothing listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('loopback has no port');
  return address.port;
}

/** The last lines of a log file. */
export function tail(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').slice(-20).join('\n');
}
