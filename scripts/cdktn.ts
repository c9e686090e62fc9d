import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Shows that the AWS room works with CDK Terrain, the living fork of cdktf, without a change: a copy of the room is
 * installed beside npm aliases, type-checked, and must synthesize what it does with cdktf, up to the fork's own version.
 */
const ROOT = join(__dirname, '..');
const PROGRAM = join('scripts', 'cdktn', 'registry.ts');
const ALIASES = {
  cdktf: 'npm:cdktn@^0.24.0',
  '@cdktf/provider-aws': 'npm:@cdktn/provider-aws@^25.7.0',
  constructs: '~10.7.0',
};
const TSCONFIG = {
  compilerOptions: {
    ...(JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')) as { compilerOptions: object }).compilerOptions,
    incremental: false,
    tsBuildInfoFile: undefined,
    types: ['node'],
  },
  files: [PROGRAM],
};

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-cdktn-'));
  try {
    install(folder);
    const resolve = createRequire(join(ROOT, 'package.json')).resolve;
    execFileSync(process.execPath, [resolve('typescript/bin/tsc'), '-p', folder], { stdio: 'inherit' });
    const [terraform, fork] = [synthesize(ROOT), synthesize(folder)];
    if (withoutVersions(fork) !== withoutVersions(terraform)) {
      throw new Error(`CDK Terrain synthesizes something else:\n${fork}\nand cdktf:\n${terraform}`);
    }
    const versions = [versionOf(terraform), versionOf(fork)];
    if (versions[0] === versions[1]) throw new Error(`both are version ${versions[0]}: the alias was not used`);
    console.log(`cdktn ${versions[1]}: the same ${fork.length} characters as with cdktf ${versions[0]}; the types fit`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lays out the room, its program and the aliases in a folder of their own. */
function install(folder: string): void {
  for (const part of ['lib/model', 'lib/systems/aws', PROGRAM]) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  rmSync(join(folder, 'lib/systems/aws/rules'), { recursive: true });
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const dependencies = { ...ALIASES, '@types/node': devDependencies['@types/node'] };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
}

function synthesize(folder: string): string {
  const tsx = pathToFileURL(createRequire(join(ROOT, 'package.json')).resolve('tsx')).href;
  return execFileSync(process.execPath, ['--import', tsx, PROGRAM], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
}

const VERSION = /"version": "(0\.\d+\.\d+)"/;

/** Each writes its own version into the comment at the top, and only there. */
function versionOf(json: string): string {
  return VERSION.exec(json)?.[1] ?? 'none';
}

function withoutVersions(json: string): string {
  return json.replace(VERSION, '"version": ""');
}

main();
