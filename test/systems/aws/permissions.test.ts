import { ImageRepository } from '../../../lib/model';
import { mayDo } from '../../../lib/systems/aws/permissions';
import { type PolicyDocument, type Statement, tryReadPolicy } from '../../../lib/systems/aws/policy-document';
import { PULL_ACTIONS, PUSH_ACTIONS, registryPolicy } from '../../../lib/systems/aws/registry-access';
import { matchesWildcard } from '../../../lib/systems/aws/wildcard';
import * as fc from '../../property';
import { ACCOUNT, IMAGE, REGION } from './stack';

const repository = (name: string): ImageRepository => ImageRepository.ecr({ account: ACCOUNT, region: REGION, name });
const FORBIDDEN = [
  'ecr:BatchDeleteImage',
  'ecr:DeleteRepository',
  'ecr:PutLifecyclePolicy',
  'ecr:PutImageTagMutability',
  'ecr:SetRepositoryPolicy',
  'iam:PassRole',
  'sts:AssumeRole',
];

test('a pusher may push and pull in its own repositories, and nothing else anywhere', () => {
  const name = fc
    .string({ unit: fc.constantFrom('a', 'b', '-', 'x'), maxLength: 4 })
    .map((one) => `a${one}a`.replace(/-+/g, '-'));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), ([pushed = '', ...others]) => {
      const policy = registryPolicy('CiRole', { pushes: [repository(pushed)] });
      const may = (action: string, resource: string): boolean => mayDo([policy], action, resource);
      expect(PUSH_ACTIONS.filter((action) => !may(action, repository(pushed).arn))).toEqual([]);
      expect(may('ecr:GetAuthorizationToken', '*')).toBe(true);
      const elsewhere = others.map((other) => repository(other).arn);
      expect(PUSH_ACTIONS.filter((action) => elsewhere.some((arn) => may(action, arn)))).toEqual([]);
      expect(FORBIDDEN.filter((action) => [repository(pushed).arn, '*'].some((arn) => may(action, arn)))).toEqual([]);
    }),
  );
});

test('who only pulls cannot push', () => {
  const policy = registryPolicy('PodRole', { pulls: [IMAGE] });
  expect(PUSH_ACTIONS.filter((action) => mayDo([policy], action, IMAGE.arn))).toEqual(PULL_ACTIONS);
});

const one = (props: Partial<Statement>): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Action: 'ecr:PutImage', Resource: '*', ...props }],
});
const DENY: PolicyDocument = { Statement: [{ Effect: 'Deny', Action: 'ecr:*', Resource: `${IMAGE.arn}` }] };

test.each([
  ['an exact action', [one({})], true],
  ['another spelling of the action', [one({ Action: 'ECR:putimage' })], true],
  ['a pattern', [one({ Action: 'ecr:Put*', Resource: 'arn:aws:ecr:*:*:repository/order-*' })], true],
  ['all but something else', [one({ Action: undefined, NotAction: 'iam:*' })], true],
  ['all but this', [one({ Action: undefined, NotAction: ['iam:*', 'ecr:Put*'] })], false],
  ['all resources but this', [one({ Resource: undefined, NotResource: IMAGE.arn })], false],
  ['a condition that may be met', [one({ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } })], true],
  ['no statement for it', [one({ Action: 'ecr:BatchGetImage' })], false],
  ['a deny', [one({}), DENY], false],
  ['nothing', [], false],
])('reads identity policies as IAM does: %s', (_, policies, expected) => {
  expect(mayDo(policies, 'ecr:PutImage', IMAGE.arn)).toBe(expected);
});

test('reads one statement or many, one text or many, and leaves out what is neither', () => {
  const text = JSON.stringify({
    Statement: {
      Sid: 7,
      Effect: 'Allow',
      Action: 'ecr:*',
      Resource: ['*', 1],
      Condition: { Bool: { 'aws:SecureTransport': true }, Broken: 'x' },
    },
  });
  expect(tryReadPolicy(text)).toEqual({
    Statement: [
      {
        Effect: 'Allow',
        Action: ['ecr:*'],
        Resource: ['*', '1'],
        Condition: { Bool: { 'aws:SecureTransport': ['true'] } },
      },
    ],
  });
  expect(['${data.aws_iam_policy_document.ci.json}', undefined, '[]', '"x"', 7].map(tryReadPolicy)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(tryReadPolicy('{"Statement":["x"]}')).toEqual({ Statement: [] });
});

test.each([
  { Effect: '${var.effect}', Action: 'a:b' },
  { Effect: 'Allow', Action: ['a:b', '${var.action}'] },
  { Effect: 'Allow', NotAction: '${var.actions}' },
  { Effect: 'Allow', Action: 'a:b', '${local.field}': '*' },
  { Effect: 'Allow', Action: 'a:b', Condition: { Bool: { '${local.host}:x': 'true' } } },
])('a statement that Terraform has yet to say is no policy: %j', (statement) => {
  expect(tryReadPolicy(JSON.stringify({ Statement: [statement] }))).toBeUndefined();
});

test('what a statement is about may be left to Terraform', () => {
  const statement = { Effect: 'Allow', Action: ['a:b'], Resource: ['${aws_ecr_repository.api.arn}'] };
  expect(tryReadPolicy(JSON.stringify({ Statement: [statement] }))).toEqual({ Statement: [statement] });
});

test('a wildcard matches as the regular expression of its parts would', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '/'), maxLength: 8 });
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, text, (wild, value) => {
      const expression = new RegExp(`^${wild.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesWildcard(wild, value)).toBe(expression.test(value));
    }),
    { numRuns: 1000 },
  );
});
