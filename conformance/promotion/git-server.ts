import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mustRun, run } from '../command';
import { TemporaryFolder, killGroup, ownGroup } from '../ending';
import { type Judged, fileOf } from './load';

/** A server of git on loopback: it outlives the writers that are killed while they talk to it, as a real one does. */
export class GitServer {
  public static async start(files: Readonly<Record<string, string>>): Promise<GitServer> {
    const folder = new TemporaryFolder('git');
    const root = folder.path;
    const bare = join(root, 'gitops.git');
    mkdirSync(bare);
    await mustRun('git', ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', bare]);
    const settings = {
      'receive.autogc': 'false',
      'gc.auto': '0',
      'core.fsync': 'none',
      'receive.unpackLimit': '10000',
    };
    for (const [key, value] of Object.entries(settings)) await mustRun('git', ['-C', bare, 'config', key, value]);
    await mustRun('git', ['-C', bare, 'fast-import', '--quiet'], { input: firstCommit(files) });
    const port = await freePort();
    const where = ['--listen=127.0.0.1', `--port=${port}`, `--base-path=${root}`];
    const options = [
      '--reuseaddr',
      '--export-all',
      '--enable=receive-pack',
      '--max-connections=0',
      '--informative-errors',
    ];
    const daemon = ownGroup(spawn('git', ['daemon', ...where, ...options, root], { stdio: 'ignore', detached: true }));
    const server = new GitServer(folder, bare, `git://127.0.0.1:${port}/gitops.git`, daemon);
    await server.untilReady();
    return server;
  }

  private constructor(
    private readonly folder: TemporaryFolder,
    private readonly bare: string,
    public readonly url: string,
    private readonly daemon: ChildProcess,
  ) {}

  /** Every commit of the branch, the first one first, each with the file that its service had then. */
  public async history(): Promise<readonly Judged[]> {
    const log = await mustRun('git', ['-C', this.bare, 'log', '--reverse', '--format=%H%n%B%x00', 'main']);
    const commits = log
      .split('\0')
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const asked = commits.map((text) => `${text.slice(0, 40)}:${fileOf(serviceOf(text))}\n`).join('');
    const blobs = blobsIn(await mustRun('git', ['-C', this.bare, 'cat-file', '--batch'], { input: asked }));
    return commits.map((message, i) => ({ message, text: () => blobs[i] }));
  }

  public stop(): void {
    killGroup(this.daemon);
    this.folder.remove();
  }

  private async untilReady(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if ((await run('git', ['ls-remote', this.url])).code === 0) return;
      await wait(100);
    }
    throw new Error('git daemon does not answer');
  }
}

/** What `cat-file --batch` prints: a line with the size, the text, and a line break; or a line that says it is missing. */
function blobsIn(printed: string): readonly (string | undefined)[] {
  const blobs: (string | undefined)[] = [];
  for (let at = 0; at < printed.length;) {
    const end = printed.indexOf('\n', at);
    const size = / blob (\d+)$/.exec(printed.slice(at, end))?.[1];
    blobs.push(size === undefined ? undefined : printed.slice(end + 1, end + 1 + Number(size)));
    at = end + 1 + (size === undefined ? 0 : Number(size) + 1);
  }
  return blobs;
}

function serviceOf(message: string): string {
  return /^Promoted-Service: (.+)$/m.exec(message)?.[1] ?? 'nobody';
}

function firstCommit(files: Readonly<Record<string, string>>): string {
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const written = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`);
  return `commit refs/heads/main\ncommitter first <first@localhost.invalid> 1700000000 +0000\n${data('first')}${written.join('')}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
