import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences } from '../bytes/tree';
import { run } from '../command';
import { type Engine, brokenInput } from '../engine';
import { type Output } from '../output';

const SOURCES = ['apps', 'lib', 'imports', 'schemas', 'package.json', 'tsconfig.json', 'cdk8s.yaml', 'cdktf.json'];
const ALL = ['dist', 'cdktf.out', 'repositories'];

/** The commands of cdk8s and cdktf run the same program; each writes its own part and nothing else. */
export const commands: Engine = {
  name: 'commands',
  version: 'cdk8s-cli and cdktf-cli of the project',
  async *rulings(output: Output) {
    for (const [command, own] of [
      ['cdk8s', 'dist'],
      ['cdktf', 'cdktf.out'],
    ] as const) {
      yield {
        judged: `${command} synth writes ${own} alone`,
        refusals: await inCopy(output, (folder) => synth(command, own, output, folder)),
      };
    }
    const broken = await inCopy(output, async (folder) => {
      writeFileSync(
        join(folder, 'apps', 'main.ts'),
        "import { Program } from '../lib';\nnew Program({ platform: { kyverno: '0.1' } }).synth();\n",
      );
      return [(await run('npx', ['cdk8s', 'synth'], { cwd: folder })).stderr];
    });
    yield brokenInput('a program that throws', 'Platform.kyverno: expected 1.13 or newer', broken);
  },
};

async function synth(command: string, own: string, output: Output, folder: string): Promise<string[]> {
  const { code, stdout, stderr } = await run('npx', [command, 'synth'], {
    cwd: folder,
    env: { CHECKPOINT_DISABLE: '1' },
  });
  if (code !== 0) return [`exit ${code}: ${stdout}${stderr}`];
  const others = ALL.filter((name) => name !== own && existsSync(join(folder, name)));
  return [...others.map((name) => `it also wrote ${name}`), ...differences(output.root, folder, [own])];
}

async function inCopy(output: Output, judge: (folder: string) => Promise<string[]>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-commands-'));
  try {
    for (const name of SOURCES) cpSync(join(output.root, name), join(folder, name), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    return await judge(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
