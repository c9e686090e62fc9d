import { TerraformStack } from 'cdktf';
import { DeliveryStack, type DeliveryStackProps, State, StateLock } from '../../../lib/systems/aws';
import { ACCOUNT, REGION, app } from './stack';

const PROPS: DeliveryStackProps = { account: ACCOUNT, region: REGION, state: State.local('state/registry.tfstate') };

function synthesized(props: Partial<DeliveryStackProps> = {}): object {
  const stack = new DeliveryStack(app(), 'registry', { ...PROPS, ...props });
  const { terraform, provider } = stack.toTerraform() as Record<string, object>;
  return { terraform, provider };
}

test('names provider, versions and state, and lets no other account apply it', () => {
  expect(synthesized()).toEqual({
    terraform: {
      backend: { local: { path: 'state/registry.tfstate' } },
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0, < 7.0.0' } },
      required_version: '>= 1.5',
    },
    provider: { aws: [{ region: 'eu-west-1', allowed_account_ids: ['111122223333'] }] },
  });
});

test('keeps the state in S3 with a lock file, or with a table for an older Terraform', () => {
  const place = { bucket: 'acme-terraform', key: 'delivery/registry.tfstate', region: REGION };
  expect(synthesized({ state: State.s3(place) })).toMatchObject({
    terraform: { backend: { s3: { ...place, encrypt: true, use_lockfile: true } }, required_version: '>= 1.10' },
  });
  const withTable = synthesized({ state: State.s3({ ...place, lock: StateLock.table('locks') }) });
  expect(withTable).toMatchObject({ terraform: { required_version: '>= 1.5' } });
  expect((withTable as { terraform: { backend: object } }).terraform.backend).toEqual({
    s3: { ...place, encrypt: true, dynamodb_table: 'locks' },
  });
});

test('takes a version of the provider and tags for everything', () => {
  expect(synthesized({ providerVersion: '>= 6.8.0, < 7.0.0', tags: { team: 'shop' } })).toMatchObject({
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 6.8.0, < 7.0.0' } } },
    provider: { aws: [{ default_tags: [{ tags: { team: 'shop' } }] }] },
  });
});

test('is a stack of cdktf like any other', () => {
  expect(TerraformStack.isStack(new DeliveryStack(app(), 'registry', PROPS))).toBe(true);
});

test.each([
  [
    () => synthesized({ account: '123456789' }),
    'AccountId: expected 12 digits, got "123456789"; write it as text: a leading zero counts',
  ],
  [
    () => synthesized({ region: 'Ireland' }),
    'DeliveryStack.region: expected an AWS region such as "eu-west-1", got "Ireland"',
  ],
  [
    () => synthesized({ providerVersion: 'latest' }),
    'DeliveryStack.providerVersion: expected a constraint such as ">= 6.8.0, < 7.0.0", got "latest"',
  ],
  [
    () => State.local('/home/me/registry.tfstate'),
    'State.local: expected a path below the working folder, got "/home/me/registry.tfstate"; an absolute path differs from machine to machine',
  ],
  [
    () => State.local('../registry.tfstate'),
    'State.local: expected a path below the working folder, got "../registry.tfstate"; an absolute path differs from machine to machine',
  ],
  [
    () => State.s3({ bucket: 'Acme', key: 'k', region: REGION }),
    'State.bucket: expected the name of an S3 bucket, got "Acme"',
  ],
  [
    () => State.s3({ bucket: 'acme', key: '/k', region: REGION }),
    'State.key: expected a key such as "delivery/order-service.tfstate", got "/k"',
  ],
  [
    () => State.s3({ bucket: 'acme', key: 'k', region: 'eu' }),
    'State.region: expected an AWS region such as "eu-west-1", got "eu"',
  ],
  [() => StateLock.table('a b'), 'StateLock.table: expected the name of a DynamoDB table, got "a b"'],
])('refuses a bad value: %#', (make, message) => {
  expect(make).toThrow(new Error(message));
});
