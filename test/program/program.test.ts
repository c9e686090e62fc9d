import { ApiObject, Chart, Lazy } from 'cdk8s';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aspects, TerraformAsset, TerraformOutput, TerraformStack } from 'cdktf';
import { Cluster, GitHubRepository } from '../../lib/model';
import { Environment, Program } from '../../lib/program';
import { summary } from '../../lib/program/result';
import { RepositoryFile } from '../../lib/repository';
import { newTemporaryFolder } from '../folder';

function account(chart: Chart, name: string): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'shop' },
  });
}

const cluster = Cluster.of('lab', 'https://issuer.example');
const repository = GitHubRepository.of('acme/api', { id: 1, ownerId: 2 });

test('renders its trees to one assembly, each piece with its origin', () => {
  const program = new Program({ platform: { kyverno: '1.18' } });
  account(
    new Chart(new Environment(program, 'staging', { cluster }), 'api', { disableResourceNameHashes: true }),
    'build',
  );
  new RepositoryFile(program.files, 'run', { repository, path: '.tekton/push.yaml', content: 'kind: A' });
  new TerraformStack(program.terraform, 'shared');
  const assembly = program.assemble();
  expect(assembly.environments).toEqual([{ name: 'staging', issuer: 'https://issuer.example' }]);
  expect(assembly.manifests.all).toEqual([
    {
      object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'build', namespace: 'shop' } },
      environment: 'staging',
      origin: { construct: 'staging/api/build', file: 'staging/api.yaml' },
    },
    {
      object: {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        metadata: { name: 'staging' },
        resources: ['api.yaml'],
      },
      environment: 'staging',
      origin: { construct: 'staging', file: 'staging/kustomization.yaml' },
    },
  ]);
  expect(assembly.files.all).toEqual([
    {
      repository: 'acme/api',
      path: '.tekton/push.yaml',
      content: 'kind: A\n',
      origin: { construct: 'files/run', file: 'acme/api/.tekton/push.yaml' },
    },
  ]);
  expect(assembly.terraform.stacks.map(({ name, origin }) => ({ name, origin }))).toEqual([
    { name: 'shared', origin: { construct: 'shared', file: 'stacks/shared/cdk.tf.json' } },
  ]);
  expect(`${assembly.platform.kyverno}`).toBe('1.18');
});

test('writes an object after those that it depends on, and resolves lazy values', () => {
  const program = new Program();
  const chart = new Chart(program.kubernetes, 'api');
  const first = account(chart, 'first');
  const second = account(chart, 'second');
  first.addDependency(second);
  second.metadata.addLabel('size', Lazy.any({ produce: () => 'late' }) as string);
  expect(program.assemble().manifests.all.map(({ object }) => object.metadata)).toEqual([
    { name: 'second', namespace: 'shop', labels: { size: 'late' } },
    { name: 'first', namespace: 'shop' },
  ]);
});

test('reports what constructs of all three trees complain of, and writes nothing', () => {
  const program = new Program();
  new Chart(program.kubernetes, 'api').node.addValidation({ validate: () => ['no chart like this'] });
  program.files.node.addValidation({ validate: () => ['no file like this'] });
  new TerraformStack(program.terraform, 'shared').node.addValidation({ validate: () => ['no stack like this'] });
  const { findings } = program.audit();
  expect(findings.map(({ rule, place, message }) => [rule, place.subject, message])).toEqual([
    ['VAL001', 'api', 'no chart like this'],
    ['VAL001', 'files', 'no file like this'],
    ['VAL001', 'terraform', 'shared: no stack like this'],
  ]);
});

test('runs the aspects of a stack before it renders it', () => {
  const program = new Program();
  const stack = new TerraformStack(program.terraform, 'shared');
  Aspects.of(stack).add({
    visit: (node) => {
      if (node === stack) new TerraformOutput(stack, 'seen', { value: 'yes' });
    },
  });
  expect(program.assemble().terraform.stacks[0]?.json['output']).toEqual({ seen: { value: 'yes' } });
});

test('refuses an asset: cdktf would copy it while it writes', () => {
  const program = new Program();
  new TerraformAsset(new TerraformStack(program.terraform, 'shared'), 'script', { path: join(__dirname, '..') });
  expect(() => program.assemble()).toThrow(
    new Error(
      'Program.terraform: expected resources without assets, got "shared/script"; give the file its own resource, such as aws_s3_object',
    ),
  );
});

test('sums up what it did', () => {
  const program = new Program();
  account(new Chart(program.kubernetes, 'api'), 'build');
  const assembly = program.assemble();
  expect(summary({ assembly, report: { findings: [], accepted: [] }, written: ['dist/api.yaml'] }, 1234)).toBe(
    'objects   kubernetes 1\nfiles     1 written\nfindings  no findings\ntime      1.2 s\n',
  );
});

test.each([
  ['/etc/passwd', 'a leading slash'],
  ['../x', 'a way out'],
  ['a/./b', 'a detour'],
  ['.git/config', "Git's own folder"],
  ['a\\b', 'a backslash'],
])('refuses a file at %s', (path) => {
  expect(() => new RepositoryFile(new Program().files, 'f', { repository, path, content: '' })).toThrow(
    new Error(
      `RepositoryFile.path: expected a path inside the repository, with forward slashes, got ${JSON.stringify(path)}`,
    ),
  );
});

test('refuses an environment whose name cannot be a folder and a label', () => {
  expect(() => new Environment(new Program(), 'Pre Prod')).toThrow(
    new Error(
      'Environment.name: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Pre Prod"',
    ),
  );
});

test('leaves no temporary folder of cdktf behind', () => {
  const folder = newTemporaryFolder();
  new TerraformStack(new Program().terraform, 'shared');
  expect(tmpdir).toHaveBeenCalled();
  expect(readdirSync(folder)).toEqual([]);
  jest.restoreAllMocks();
});
