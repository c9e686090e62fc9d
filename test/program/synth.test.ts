import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A program of all three trees; `version` decides whether it is sound. */
const program = (version: string): string => `
const { ApiObject, Chart } = require('cdk8s');
const { TerraformStack } = require('cdktf');
const { Environment, GitHubRepository, Program, RepositoryFile } = require(${JSON.stringify(join(ROOT, 'lib'))});
const program = new Program();
const chart = new Chart(new Environment(program, 'staging'), 'accounts', { namespace: 'shop' });
new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: undefined } });
new ApiObject(chart, 'build', { apiVersion: '${version}', kind: 'ServiceAccount', metadata: { name: 'build' } });
new TerraformStack(program.terraform, 'shared');
const repository = GitHubRepository.of('acme/api', { id: 1, ownerId: 2 });
new RepositoryFile(program.files, 'file', { repository, path: 'notes.txt', content: 'hello' });
program.synth();
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-synth-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(
  version: string,
  env: Record<string, string> = {},
): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), '-e', program(version)],
    {
      cwd: folder,
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), ...env },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}

function written(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

test('writes the three parts, and the same again', () => {
  const { status, stdout } = run('v1');
  expect([status, stdout.replace(/time .*/, 'time')]).toEqual([
    0,
    'objects   kubernetes 2, repository files 1\nfiles     4 written\nfindings  1 warning\ntime\n',
  ]);
  const files = [
    'cdktf.out/manifest.json',
    'cdktf.out/stacks/shared/cdk.tf.json',
    'dist/staging/accounts.yaml',
    'repositories/acme/api/notes.txt',
  ];
  expect(written()).toEqual(files);
  const before = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  run('v1');
  expect(files.map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual(before);
});

test('writes nothing while there is an error, and keeps what was there', () => {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'old.yaml'), 'kind: Old\n');
  const { status, stdout, stderr } = run('v9');
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('error SCH');
  expect(stderr).toMatch(/nothing was written\n$/);
  expect(written()).toEqual(['dist/old.yaml']);
});

test.each([
  ['CDK8S_OUTDIR', 'staging/accounts.yaml'],
  ['CDKTF_OUTDIR', 'stacks/shared/cdk.tf.json'],
])('writes only its own part when %s asks for it', (variable, file) => {
  const { status } = run('v1', { [variable]: join(folder, 'part') });
  expect(status).toBe(0);
  expect(written().filter((path) => path.endsWith(file))).toEqual([`part/${file}`]);
  expect(written().filter((path) => !path.startsWith('part/'))).toEqual([]);
});
