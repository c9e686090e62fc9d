import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, run } from '../command';
import { type Engine, brokenInput } from '../engine';
import { type Output } from '../output';

/** A Kubernetes-only program, as a team writes it that has never heard of Terraform. */
const PROGRAM = `
const program = new Program();
const chart = new Chart(new Environment(program, 'production'), 'api');
new Namespace(chart, 'namespace', { name: 'api', podSecurity: 'restricted' });
program.synth();
`;

const IMPORTS = `import { Chart } from 'cdk8s';
import { Environment, Program } from 'slipway';
import { Namespace } from 'slipway/kubernetes';`;

const REQUIRES = `const { Chart } = require('cdk8s');
const { Environment, Program } = require('slipway');
const { Namespace } = require('slipway/kubernetes');`;

/** The package as it would be published, installed where neither cdktf nor this project is. */
export const published: Engine = {
  name: 'package',
  version: process.version,
  async *rulings(output: Output) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-package-'));
    try {
      const size = await install(output.root, folder);
      const programs = { 'esm.mjs': IMPORTS + PROGRAM, 'cjs.cjs': REQUIRES + PROGRAM, 'strict.ts': IMPORTS + PROGRAM };
      for (const [file, text] of Object.entries(programs)) writeFileSync(join(folder, file), text);
      yield { judged: `npm pack (${size}), a module that imports it`, refusals: await synthesizes(folder, 'esm.mjs') };
      yield { judged: 'a script that requires it', refusals: await synthesizes(folder, 'cjs.cjs') };
      yield { judged: 'its types, in strict mode', refusals: await compiles(folder, 'strict.ts') };
      writeFileSync(join(folder, 'wrong.ts'), `${IMPORTS}${PROGRAM.replace("'restricted'", "'none'")}`);
      yield brokenInput('a Pod Security level that does not exist', 'TS2322', await compiles(folder, 'wrong.ts'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function install(project: string, folder: string): Promise<string> {
  const [packed] = JSON.parse(
    await mustRun('npm', ['pack', '--json', '--pack-destination', folder], { cwd: project }),
  ) as [{ filename: string; size: number; unpackedSize: number }];
  const { devDependencies } = JSON.parse(await mustRun('npm', ['pkg', 'get'], { cwd: project })) as {
    devDependencies: Record<string, string>;
  };
  const peers = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'typescript', '@types/node'].map(
    (name) => `${name}@${devDependencies[name] ?? 'latest'}`,
  );
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  await mustRun('npm', ['install', join(folder, packed.filename), ...peers], { cwd: folder });
  return `${mega(packed.size)} packed, ${mega(packed.unpackedSize)} installed`;
}

async function synthesizes(folder: string, file: string): Promise<string[]> {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
  const { code, stdout, stderr } = await run(process.execPath, [file], { cwd: folder });
  return code === 0 && stdout.includes('files     2 written') ? [] : [`exit ${code}: ${stdout}${stderr}`];
}

async function compiles(folder: string, file: string): Promise<string[]> {
  const options = ['--strict', '--noEmit', '--module', 'node16', '--skipLibCheck', '--types', 'node'];
  const { code, stdout } = await run('npx', ['tsc', ...options, file], { cwd: folder });
  return code === 0 ? [] : stdout.trim().split('\n');
}

const mega = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
