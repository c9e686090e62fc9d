import { join } from 'node:path';
import { Absent } from '../engine';
import { madeOnce } from '../cache';
import { mustRun, run, tryFindProgram } from '../command';
import { Daemon, freePort } from '../daemon';

export const MOTO = '5.2.5';

/** A stand-in for AWS on loopback that remembers what it is told. */
export class Moto {
  public static async start(folder: string, account: string | undefined): Promise<Moto> {
    const python = join(await installed(), 'bin', 'python');
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}`;
    const daemon = await Daemon.start(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
      log: join(folder, 'moto.log'),
      env: account === undefined ? {} : { MOTO_ACCOUNT_ID: account },
      ready: async () => (await fetch(`${url}/moto-api/`)).ok,
    });
    return new Moto(url, daemon);
  }

  private constructor(
    public readonly url: string,
    private readonly daemon: Daemon,
  ) {}

  public async stop(): Promise<void> {
    await this.daemon.stop();
  }
}

/** The scripts of a virtual environment hold its first path; its python does not, and may be moved. */
async function installed(): Promise<string> {
  const python = tryFindProgram('python3');
  if (python === undefined) throw new Absent('python3 is not on the PATH, and moto needs it');
  return madeOnce(`moto-${MOTO}`, [], async (folder) => {
    const made = await run(python, ['-m', 'venv', folder]);
    if (made.code !== 0) throw new Absent(`python3 -m venv: ${made.stdout}${made.stderr}`);
    await mustRun(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', `moto[server]==${MOTO}`]);
  });
}
