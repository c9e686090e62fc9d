import { spawn } from 'node:child_process';
import { Refusal } from './refusal';

/** How a run of git ended. */
export interface GitRun {
  readonly code: number | null;
  readonly out: Buffer;
  readonly err: string;
}

/** Git in one folder. It asks nobody for passwords, speaks English, and runs no hooks of the folder. */
export class GitCommand {
  public constructor(
    private readonly folder: string,
    private readonly environment: Readonly<Record<string, string | undefined>>,
  ) {}

  /** Runs git and gives how it ended, whatever that is. */
  public run(args: readonly string[], input: string | Buffer = ''): Promise<GitRun> {
    return new Promise((resolve, reject) => {
      const child = spawn('git', [...SETTINGS, ...args], {
        cwd: this.folder,
        env: { ...this.environment, ...OWN },
      });
      const out: Buffer[] = [];
      let err = '';
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
      child.on('error', reject).on('close', (code) => {
        resolve({ code, out: Buffer.concat(out), err: err.trim() });
      });
      child.stdin.on('error', () => undefined); // git may end before it has read everything
      child.stdin.end(input);
    });
  }

  /** Runs git and gives what it prints. Throws `Refusal` where it fails. */
  public async text(args: readonly string[], input: string | Buffer = ''): Promise<string> {
    const { code, out, err } = await this.run(args, input);
    if (code !== 0) throw new Refusal('denied', `git ${args[0] ?? ''} failed: ${lastLines(err)}`);
    return out.toString('utf8').trim();
  }
}

/** Whoever starts us from a hook of git says there which repository it means: not ours. */
const OWN = {
  ...{ GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined, GIT_OBJECT_DIRECTORY: undefined },
  ...{ GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
};

const SETTINGS = ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false', '-c', 'core.hooksPath=/dev/null'];

/** The end of what git says, on one line. */
export function lastLines(text: string): string {
  return text
    .split(/\s*\n\s*/)
    .slice(-6)
    .join(' ')
    .slice(-600);
}
