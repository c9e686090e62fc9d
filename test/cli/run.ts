import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { slipway } from '../../lib/cli/slipway';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunProps {
  readonly stdin?: string | Uint8Array;
  readonly isTerminal?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs the command as a shell would, in this process. */
export async function run(args: readonly string[], props: RunProps = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await slipway(args, {
    stdin: chunks(Buffer.from(props.stdin ?? '')),
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    isTerminal: props.isTerminal ?? false,
    environment: props.environment ?? {},
  });
  return { code, out: out.join(''), err: err.join('') };
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}

/** Runs something in a new folder that holds these files, and removes the folder afterwards. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: () => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  const before = process.cwd();
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    process.chdir(folder);
    return await work();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}
