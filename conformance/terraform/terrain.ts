import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { filesOf } from '../bytes/tree';
import { madeOnce } from '../cache';
import { mustRun, run } from '../command';
import { brokenInput, type Engine } from '../engine';

/** The fork, and the provider that is generated for it. */
const CDKTN = '0.24.0';
const PROVIDER = '25.7.0';
const ALIASES = {
  cdktf: `npm:cdktn@${CDKTN}`,
  '@cdktf/provider-aws': `npm:@cdktn/provider-aws@${PROVIDER}`,
  constructs: '~10.7.0',
};
/** What else the program needs beside the dependencies of the library, and the types. */
const PEERS = ['@types/js-yaml', '@types/node', 'cdk8s', 'cdk8s-plus-28'];

const CONSTRUCTS = join('conformance', 'terraform', 'every-construct.ts');
const SOURCES = ['apps', 'lib', 'imports', 'schemas', 'package.json', CONSTRUCTS];
const WRITTEN = ['dist', 'cdktf.out', 'repositories'];
/** Each writes its own version beside the name of its stacks, and only there. */
const VERSION = /"version": "(0\.\d+\.\d+)"/;

/** CDK Terrain, the living fork of cdktf, in its place through npm aliases: the same program has to write the same. */
export const terrain: Engine = {
  name: 'terrain',
  version: `cdktn ${CDKTN}, @cdktn/provider-aws ${PROVIDER}`,
  async *rulings(output) {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-terrain-'));
    try {
      for (const name of SOURCES) cpSync(join(output.root, name), join(folder, name), { recursive: true });
      symlinkSync(await installed(output.root), join(folder, 'node_modules'));
      yield { judged: 'the types of everything that uses cdktf', refusals: await compiled(output.root, folder) };
      const theirs = await synthesized(folder, CONSTRUCTS);
      const constructs = difference(await synthesized(output.root, CONSTRUCTS), theirs, 'every construct');
      yield { judged: 'every construct of the AWS room: the same text, but for the version', refusals: constructs };
      await synthesized(folder, join('apps', 'main.ts'));
      const [ours, forks] = [filesOf(output.root, WRITTEN), filesOf(folder, WRITTEN)];
      const names = [...new Set([...ours.keys(), ...forks.keys()])];
      yield {
        judged: `${names.length} files of the program: the same, but for the version`,
        refusals: names.flatMap((name) => difference(ours.get(name), forks.get(name), name)),
      };
      const other = theirs.replace('"image_tag_mutability": "', '"image_tag_mutability": "NOT_');
      yield brokenInput('a stack that differs in one value', 'NOT_', difference(theirs, other, 'the stack'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function installed(project: string): Promise<string> {
  const lock = join(project, 'package-lock.json');
  const folder = await madeOnce(`terrain-${CDKTN}-${PROVIDER}`, [lock], async (unfinished) => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const peers = Object.fromEntries(PEERS.map((name) => [name, devDependencies[name]]));
    const wanted = { private: true, dependencies: { ...dependencies, ...peers, ...ALIASES } };
    writeFileSync(join(unfinished, 'package.json'), JSON.stringify(wanted));
    await mustRun('npm', ['install', '--ignore-scripts', '--prefer-offline', '--no-audit'], { cwd: unfinished });
  });
  return join(folder, 'node_modules');
}

async function compiled(project: string, folder: string): Promise<readonly string[]> {
  const { compilerOptions } = JSON.parse(readFileSync(join(project, 'tsconfig.json'), 'utf8')) as {
    readonly compilerOptions: object;
  };
  const config = {
    compilerOptions: { ...compilerOptions, incremental: false, tsBuildInfoFile: undefined, types: ['node'] },
    include: ['lib/systems/aws', 'lib/program/terraform-tree.ts', CONSTRUCTS],
    exclude: ['lib/systems/aws/rules'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { code, stdout } = await run(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', folder]);
  return code === 0 ? [] : stdout.trim().split('\n');
}

function synthesized(folder: string, program: string): Promise<string> {
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  return mustRun(process.execPath, ['--import', tsx, program], { cwd: folder, env: { CHECKPOINT_DISABLE: '1' } });
}

/** The first line in which two texts differ, up to the version; the same version would mean that the alias was not used. */
function difference(ours: string | undefined, theirs: string | undefined, name: string): readonly string[] {
  if (ours === undefined || theirs === undefined) return [`${name}: only one of the two writes it`];
  const [versions, lines] = [
    [ours, theirs].map((text) => VERSION.exec(text)?.[1]),
    [ours, theirs].map((text) => text.replace(VERSION, '').split('\n')),
  ];
  const at = (lines[0] ?? []).findIndex((line, index) => line !== lines[1]?.[index]);
  if (at >= 0 || lines[0]?.length !== lines[1]?.length)
    return [`${name}: ${String(lines[0]?.[at])} became ${String(lines[1]?.[at])}`];
  return versions[0] !== undefined && versions[0] === versions[1]
    ? [`${name}: both are of version ${versions[0]}: the alias was not used`]
    : [];
}
