import { TerraformConfig } from '../../lib/assembly';
import { stacksByFolder } from '../../lib/assembly/terraform-folders';

const file = (path: string, json: Record<string, unknown>): Parameters<typeof stacksByFolder>[0][number] => ({
  name: 'shared',
  json,
  origin: { file: path, line: 1 },
});

test('takes the files of a folder for one stack, each resource at its own place', () => {
  const lines = new Map([['aws_ecr_repository.api', { file: 'shared/main.tf', line: 7 }]]);
  const files = [
    { ...file('shared/main.tf', { resource: { aws_ecr_repository: { api: { name: 'api' } } } }), origins: lines },
    file('shared/more.tf.json', { resource: { aws_ecr_repository: { web: { name: 'web' } } } }),
    file('shared/versions.tf', {
      terraform: { required_providers: {} },
      provider: { aws: [{ region: 'eu-west-1' }] },
    }),
    file('other/main.tf', { provider: { aws: [] } }),
  ];
  const stacks = stacksByFolder(files);
  expect(stacks.map(({ json }) => json)).toEqual([
    {
      resource: { aws_ecr_repository: { api: { name: 'api' }, web: { name: 'web' } } },
      terraform: { required_providers: {} },
      provider: { aws: [{ region: 'eu-west-1' }] },
    },
    { provider: { aws: [] } },
  ]);
  expect(new TerraformConfig(stacks).resources('aws_ecr_repository').map(({ name, origin }) => [name, origin])).toEqual(
    [
      ['api', { file: 'shared/main.tf', line: 7 }],
      ['web', { file: 'shared/more.tf.json', line: 1 }],
    ],
  );
});

test('joins lists of blocks, and leaves one file as it is', () => {
  const one = file('a/a.tf', { provider: { aws: [{ region: 'x' }] } });
  expect(stacksByFolder([one])).toEqual([one]);
  const [both] = stacksByFolder([one, file('a/b.tf', { provider: { aws: [{ alias: 'y' }] } })]);
  expect(both?.json).toEqual({ provider: { aws: [{ region: 'x' }, { alias: 'y' }] } });
});
