import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeOnce } from '../cache';
import { mustRun } from '../command';
import { type Engine, brokenInput } from '../engine';
import { type Output } from '../output';
import { differences } from './tree';

const SOURCES = ['apps', 'lib', 'imports', 'schemas', 'package.json', 'tsconfig.json'];
const WRITTEN = ['dist', 'cdktf.out', 'repositories'];

/** The same program on other machines: a second run, another folder and time zone, other versions of Node. */
export const bytes: Engine = {
  name: 'bytes',
  version: process.version,
  async *rulings(output: Output) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway elsewhere '));
    try {
      for (const name of SOURCES) cpSync(join(output.root, name), join(folder, name), { recursive: true });
      symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
      yield { judged: 'another folder and time zone', refusals: await again(output, folder, process.execPath) };
      yield { judged: 'a second run there', refusals: await again(output, folder, process.execPath) };
      for (const major of ['22', '24']) {
        yield { judged: `Node ${major}`, refusals: await again(output, folder, await nodeOf(major)) };
      }
      mkdirSync(join(folder, 'dist'), { recursive: true });
      writeFileSync(join(folder, 'dist', 'stray.yaml'), 'kind: Stray\n');
      yield brokenInput('a stray file', 'dist/stray.yaml', differences(output.root, folder, WRITTEN));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function again(output: Output, folder: string, node: string): Promise<readonly string[]> {
  await mustRun(node, ['--import', 'tsx', 'apps/main.ts'], {
    cwd: folder,
    env: { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8' },
  });
  return differences(output.root, folder, WRITTEN);
}

/** Other Node binaries come from npm; the package `node` only picks one of these by an install script. */
async function nodeOf(major: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const made = await madeOnce(`node-${major}`, [], async (folder) => {
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    await mustRun('npm', ['install', `${name}@${major}`], { cwd: folder });
  });
  return join(made, 'node_modules', name, 'bin', 'node');
}
