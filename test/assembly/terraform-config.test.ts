import { TerraformConfig } from '../../lib/assembly';

test('indexes resources by type, with the construct that made each', () => {
  const json = {
    resource: {
      aws_ecr_repository: {
        api: { '//': { metadata: { path: 'shared/api', uniqueId: 'api' } }, name: 'api' },
        web: { name: 'web' },
      },
    },
  };
  const config = new TerraformConfig([{ name: 'shared', json, origin: { file: 'stacks/shared/cdk.tf.json' } }]);
  expect(config.resources('aws_ecr_repository')).toEqual([
    {
      stack: 'shared',
      type: 'aws_ecr_repository',
      name: 'api',
      body: json.resource.aws_ecr_repository.api,
      origin: { file: 'stacks/shared/cdk.tf.json', construct: 'shared/api' },
    },
    {
      stack: 'shared',
      type: 'aws_ecr_repository',
      name: 'web',
      body: { name: 'web' },
      origin: { file: 'stacks/shared/cdk.tf.json' },
    },
  ]);
  expect(config.resources('aws_iam_role')).toEqual([]);
});

test.each([{}, { resource: null }, { resource: { aws_ecr_repository: [] } }])('has no resources in %p', (json) => {
  expect(new TerraformConfig([{ name: 'x', json, origin: {} }]).resources('aws_ecr_repository')).toEqual([]);
});
