import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mustRun } from './command';
import { Output } from './output';

const TSX = pathToFileURL(require.resolve('tsx')).href;

/** Runs a program in a folder of its own, and hands over what it wrote for as long as somebody looks at it. */
export async function* outputOf<T>(program: string, look: (output: Output) => AsyncGenerator<T>): AsyncGenerator<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-app-'));
  try {
    await synthesize(program, folder);
    yield* look(Output.read(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a program in a folder of its own, and returns what is read there. */
export async function readWritten<T>(program: string, read: (folder: string) => T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-app-'));
  try {
    await synthesize(program, folder);
    return read(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function synthesize(program: string, folder: string): Promise<void> {
  await mustRun(process.execPath, ['--import', TSX, program], { cwd: folder });
}
