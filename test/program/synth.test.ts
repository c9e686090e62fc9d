import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../folder';

const ROOT = join(__dirname, '..', '..');
const LIB = JSON.stringify(join(ROOT, 'lib'));
const TSX = join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs');

/** A program of all three trees; `version` decides whether it is sound. */
const program = (version: string): string => `
const { ApiObject, Chart } = require('cdk8s');
const { TerraformStack } = require('cdktf');
const { Environment, GitHubRepository, Program, RepositoryFile } = require(${LIB});
const program = new Program();
const chart = new Chart(new Environment(program, 'staging'), 'accounts', { namespace: 'shop' });
new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: undefined } });
new ApiObject(chart, 'build', { apiVersion: '${version}', kind: 'ServiceAccount', metadata: { name: 'build' } });
new TerraformStack(program.terraform, 'shared');
const repository = GitHubRepository.of('acme/api', { id: 1, ownerId: 2 });
new RepositoryFile(program.files, 'file', { repository, path: 'notes.txt', content: 'hello' });
program.synth();
`;

/** A program of Kubernetes alone, for a process of its own: only there its exit code shows as a pipeline will see it. */
const WRONG = `
const { ApiObject, Chart } = require('cdk8s');
const { Environment, Program } = require(${LIB});
const program = new Program();
const chart = new Chart(new Environment(program, 'staging'), 'accounts', { namespace: 'shop' });
new ApiObject(chart, 'build', { apiVersion: 'v9', kind: 'ServiceAccount', metadata: { name: 'build' } });
program.synth();
console.log(Object.keys(require.cache).filter((file) => file.includes('cdktf')));
`;

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

/** Runs a program in this process, which has everything loaded already; gives what it prints. */
function runHere(code: string, env: Readonly<Record<string, string>> = {}): string {
  const before = { folder: process.cwd(), env: process.env };
  const said: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    process.chdir(folder);
    process.env = { ...before.env, ...env };
    const load = (name: string): unknown => jest.requireActual(name);
    (new Function('require', code) as (require: typeof load) => void)(load);
    return said.join('');
  } finally {
    process.chdir(before.folder);
    process.env = before.env;
    out.mockRestore();
    err.mockRestore();
  }
}

function written(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

test('writes the three parts, and the same again', () => {
  expect(runHere(program('v1')).replace(/time .*/, 'time')).toBe(
    'objects   kubernetes 2, kustomize 1, repository files 1\nfiles     5 written\nfindings  1 warning\ntime\n',
  );
  const files = [
    'cdktf.out/manifest.json',
    'cdktf.out/stacks/shared/cdk.tf.json',
    'dist/staging/accounts.yaml',
    'dist/staging/kustomization.yaml',
    'repositories/acme/api/notes.txt',
  ];
  expect(written()).toEqual(files);
  const before = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  runHere(program('v1'));
  expect(files.map((file) => readFileSync(join(folder, file), 'utf8'))).toEqual(before);
});

test('writes nothing while there is an error, and keeps what was there', () => {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'old.yaml'), 'kind: Old\n');
  expect(runHere(program('v9'))).toBe('');
  expect(process.exitCode).toBe(1);
  process.exitCode = undefined;
  expect(written()).toEqual(['dist/old.yaml']);
});

test('ends with 1 where there is an error, and loads nothing of Terraform for a program that has none', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TSX, '-e', WRONG], {
    ...{ cwd: folder, env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') }, encoding: 'utf8' },
  });
  expect([status, stdout]).toEqual([1, '[]\n']);
  expect(stderr).toContain('error SCH');
  expect(stderr).toMatch(/nothing was written\n$/);
  expect(written()).toEqual([]);
});

test.each([
  ['CDK8S_OUTDIR', 'staging/accounts.yaml'],
  ['CDKTF_OUTDIR', 'stacks/shared/cdk.tf.json'],
])('writes only its own part when %s asks for it', (variable, file) => {
  runHere(program('v1'), { [variable]: join(folder, 'part') });
  expect(process.exitCode).toBeUndefined();
  expect(written().filter((path) => path.endsWith(file))).toEqual([`part/${file}`]);
  expect(written().filter((path) => !path.startsWith('part/'))).toEqual([]);
});
