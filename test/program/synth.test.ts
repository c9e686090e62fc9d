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

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run as `npx tsx` makes it: only its own process shows the exit code that a pipeline will see. */
function run(version: string): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs'), '-e', program(version)],
    { cwd: folder, env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules') }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

/** The same program in this process, which has everything loaded already; gives what it prints. */
function runHere(env: Readonly<Record<string, string>> = {}): string {
  const before = { folder: process.cwd(), env: process.env };
  const said: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const err = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    process.chdir(folder);
    process.env = { ...before.env, ...env };
    const load = (name: string): unknown => jest.requireActual(name);
    (new Function('require', program('v1')) as (require: typeof load) => void)(load);
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
  expect(runHere().replace(/time .*/, 'time')).toBe(
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
  runHere();
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
  runHere({ [variable]: join(folder, 'part') });
  expect(process.exitCode).toBeUndefined();
  expect(written().filter((path) => path.endsWith(file))).toEqual([`part/${file}`]);
  expect(written().filter((path) => !path.startsWith('part/'))).toEqual([]);
});
