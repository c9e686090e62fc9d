import * as fc from '../property';
import { tryPolicyJson } from '../../lib/assembly/terraform-policies';
import { withReferences } from '../../lib/assembly/terraform-references';

const rendered = (body: Record<string, unknown>): unknown => {
  const json = tryPolicyJson(body);
  return json === undefined ? undefined : JSON.parse(json);
};

/** What Terraform 1.11 with the AWS provider 5.100 has made of the same blocks. */
test('writes the whole grammar as the provider does, letter by letter', () => {
  const body = {
    policy_id: 'id',
    statement: [
      {
        effect: 'Deny',
        not_actions: ['ecr:PutImage', 'ecr:BatchGetImage', 'ecr:PutImage', 's3:*'],
        not_resources: ['arn:aws:s3:::b/&{aws:username}/<x>', '*'],
        not_principals: [
          { type: 'Service', identifiers: ['ecs.amazonaws.com'] },
          { type: 'AWS', identifiers: ['arn:aws:iam::111122223333:root', '222233334444'] },
        ],
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: [true] }],
      },
      { actions: ['ecr:GetAuthorizationToken'], resources: ['*'], principals: [{ type: '*', identifiers: ['*'] }] },
      { sid: null, actions: ['a:bee', 'y', 'p:8080'], resources: [] },
    ],
  };
  expect(tryPolicyJson(body, 0)).toBe(
    '{"Version":"2012-10-17","Id":"id","Statement":[{"Effect":"Deny","NotAction":["s3:*","ecr:PutImage","ecr:BatchGetImage"],"NotResource":["arn:aws:s3:::b/${aws:username}/\\u003cx\\u003e","*"],"NotPrincipal":{"AWS":["arn:aws:iam::111122223333:root","222233334444"],"Service":"ecs.amazonaws.com"},"Condition":{"Bool":{"aws:SecureTransport":"true"}}},{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*","Principal":"*"},{"Effect":"Allow","Action":["y","p:8080","a:bee"]}]}',
  );
  expect(tryPolicyJson({})).toBe('{\n  "Version": "2012-10-17"\n}');
});

test('joins blocks on one key, and keeps what is left to Terraform where it stands', () => {
  const on = (test: string, variable: string, values: unknown) => ({ test, variable, values });
  const statement = {
    sid: 'Hub',
    actions: ['sts:AssumeRoleWithWebIdentity'],
    principals: { type: 'Federated', identifiers: ['${aws_iam_openid_connect_provider.hub.arn}'] },
    condition: [
      on('StringLike', 'h:sub', '${var.subjects}'),
      on('StringEquals', 'h:ref', ['b', 'a']),
      on('StringEquals', 'h:ref', ['c']),
      on('StringEquals', 'h:ref', ['c']),
      on('StringEquals', 'h:aud', ['sts']),
    ],
  };
  expect(rendered({ statement })).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Hub',
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: '${aws_iam_openid_connect_provider.hub.arn}' },
        Condition: {
          StringEquals: { 'h:aud': 'sts', 'h:ref': ['b', 'a', 'c'] },
          StringLike: { 'h:sub': '${var.subjects}' },
        },
      },
    ],
  });
});

const ACTION = { actions: ['a:b'] };

test.each<readonly [string, Record<string, unknown>]>([
  ['a dynamic statement', { statement: [ACTION], dynamic: { statement: [{}] } }],
  ['a dynamic condition', { statement: [{ ...ACTION, dynamic: { condition: [{}] } }] }],
  ['another document', { source_policy_documents: ['${data.aws_iam_policy_document.other.json}'] }],
  ['a document that overrides', { statement: [ACTION], override_policy_documents: '${var.more}' }],
  ['a computed effect', { statement: [{ ...ACTION, effect: '${var.effect}' }] }],
  ['computed actions', { statement: [{ actions: '${var.actions}' }] }],
  ['one computed action', { statement: [{ actions: ['a:b', '${var.action}'] }] }],
  ['a computed key', { statement: [{ condition: [{ test: 'Null', variable: '${var.host}:sub', values: ['true'] }] }] }],
  ['a computed type', { statement: [{ principals: [{ type: '${var.type}', identifiers: ['*'] }] }] }],
  ['a computed version', { version: '${var.version}' }],
  ['one sid twice, which is refused', { statement: [{ sid: 'A' }, { sid: 'A' }] }],
  ['a variable in the old version, which is refused', { version: '2008-10-17', statement: [{ resources: ['&{a}'] }] }],
  ['blocks that are none', { statement: '${var.statements}' }],
  ['a text that is none', { statement: [{ actions: [{}] }] }],
])('is silent about %s', (_, body) => {
  expect(tryPolicyJson(body)).toBeUndefined();
});

test('the order in which a set is written changes nothing, nor does writing an item twice', () => {
  const items = fc.array(
    fc.string({ minLength: 1 }).filter((one) => !/[$&]/.test(one)),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(items, items, (actions, identifiers) => {
      const statement = (actions_: readonly string[], ids: readonly string[]) => ({
        statement: [{ actions: actions_, resources: ids, principals: [{ type: 'AWS', identifiers: ids }] }],
      });
      const twice = statement([...actions, ...actions].reverse(), [...identifiers].reverse());
      expect(rendered(twice)).toEqual(rendered(statement(actions, identifiers)));
      const [first] = (rendered(twice) as { Statement: { Action: string | string[] }[] }).Statement;
      expect(new Set([first?.Action ?? []].flat())).toEqual(new Set(actions));
    }),
  );
});

describe('references to a document', () => {
  const of = (reference: string, more: Record<string, unknown> = {}): unknown => {
    const data = { aws_iam_policy_document: { push: { ...more, statement: [{ actions: ['${local.action}'] }] } } };
    const resource = { aws_iam_policy: { a: { policy: reference, tags: { kept: 1 } } } };
    const json = withReferences({ locals: [{ action: 'ecr:PutImage' }], data, resource });
    return (json['resource'] as typeof resource).aws_iam_policy.a.policy;
  };
  const TEXT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:PutImage"}]}';

  test('become its JSON', () => {
    expect(of('${data.aws_iam_policy_document.push.minified_json}')).toBe(TEXT);
    expect(of('${data.aws_iam_policy_document.push.json}')).toBe(JSON.stringify(JSON.parse(TEXT), null, 2));
    expect(of('${data.aws_iam_policy_document.push[0].minified_json}', { count: 1 })).toBe(TEXT);
    expect(of('${data.aws_iam_policy_document.push[each.key].minified_json}', { for_each: '${var.all}' })).toBe(TEXT);
  });

  test.each([
    '${data.aws_iam_policy_document.pull.json}',
    '${data.aws_iam_policy_document.toString.json}',
    '${data.aws_iam_policy_document.push[0].json}',
    '${data.aws_iam_policy_document.push.id}',
    '${jsonencode(data.aws_iam_policy_document.push.json)}',
  ])('stay where they lead nowhere: %s', (reference) => {
    expect(of(reference)).toBe(reference);
  });

  test('stay where the document has an index and they have none', () => {
    const reference = '${data.aws_iam_policy_document.push.json}';
    expect(of(reference, { for_each: '${var.all}' })).toBe(reference);
  });
});
