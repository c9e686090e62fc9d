import { readHcl } from '../../lib/assembly/hcl';

test('reads blocks as the objects of Terraform in its JSON form', async () => {
  const text = `terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 6.8.0" }
  }
}
terraform { required_version = ">= 1.5" }
provider "aws" { region = "eu-west-1" }

resource "aws_ecr_repository" "api" {
  name                 = "api"
  image_tag_mutability = var.mutability
  force_delete         = true
  image_scanning_configuration { scan_on_push = true }
}
  resource aws_iam_role ci {
  assume_role_policy = <<EOF
{"Statement": []}
EOF
}
data "aws_caller_identity" "this" {}
`;
  expect(await readHcl(text)).toEqual({
    json: {
      terraform: {
        required_providers: { aws: { source: 'hashicorp/aws', version: '>= 6.8.0' } },
        required_version: '>= 1.5',
      },
      provider: { aws: [{ region: 'eu-west-1' }] },
      resource: {
        aws_ecr_repository: {
          api: {
            name: 'api',
            image_tag_mutability: '${var.mutability}',
            force_delete: true,
            image_scanning_configuration: [{ scan_on_push: true }],
          },
        },
        aws_iam_role: { ci: { assume_role_policy: '{"Statement": []}\n' } },
      },
      data: { aws_caller_identity: { this: {} } },
    },
    lines: new Map([
      ['aws_ecr_repository.api', 9],
      ['aws_iam_role.ci', 15],
    ]),
  });
});

describe('jsonencode', () => {
  const policy = async (expression: string): Promise<unknown> => {
    const read = await readHcl(`resource "aws_iam_policy" "a" {\n  policy = ${expression}\n}\n`);
    return 'json' in read ? read.json['resource'] : read;
  };
  const of = (text: string): unknown => ({ aws_iam_policy: { a: { policy: text } } });

  test('gives the JSON of what is written there', async () => {
    expect(
      await policy('jsonencode({ Statement = [{ Effect = "Allow", Resource = aws_ecr_repository.a.arn }] })'),
    ).toEqual(of('{"Statement":[{"Effect":"Allow","Resource":"${aws_ecr_repository.a.arn}"}]}'));
  });

  test('keeps keys that locals may say', async () => {
    expect(await policy('jsonencode({ (local.key) = 1, "${local.host}:sub" = 2 })')).toEqual(
      of('{"${(local.key)}":1,"${local.host}:sub":2}'),
    );
  });

  test('is read inside blocks too', async () => {
    const read = await readHcl('resource "a" "b" {\n inline_policy {\n  policy = jsonencode({ a = [1] })\n }\n}\n');
    expect(read).toMatchObject({ json: { resource: { a: { b: { inline_policy: [{ policy: '{"a":[1]}' }] } } } } });
  });

  test.each([
    'jsonencode(local.policy)',
    'jsonencode({ (var.key) = 1 })',
    'jsonencode({ "${local.host}:${var.claim}" = 1 })',
    'jsonencode({ "${lower(local.host)}" = 1 })',
    'jsonencode([for one in local.all : { a = one }])',
    'merge(jsonencode({ a = 1 }), jsonencode({ b = 2 }))',
    'data.aws_iam_policy_document.a.json',
  ])('stays as it is written where something of it is computed: %s', async (expression) => {
    expect(await policy(expression)).toEqual(of(`\${${expression}}`));
  });
});

test('takes a dynamic block as made once', async () => {
  const text =
    'resource "a" "b" {\n dynamic "filter" {\n  for_each = var.all\n  content {\n   name = filter.value\n  }\n }\n}\n';
  expect(await readHcl(text)).toMatchObject({
    json: { resource: { a: { b: { filter: [{ name: '${filter.value}' }] } } } },
  });
});

test('keeps a dynamic block of data as it is written: how often it is made is not known', async () => {
  const text = 'data "a" "b" {\n dynamic "statement" {\n  for_each = var.all\n  content {}\n }\n}\n';
  expect(await readHcl(text)).toMatchObject({
    json: { data: { a: { b: { dynamic: { statement: [{ for_each: '${var.all}', content: [{}] }] } } } } },
  });
});

test.each<readonly [string, number, RegExp]>([
  ['resource "a" {', 1, /^Unclosed configuration block; There is no closing brace/],
  ['resource "a" "b" {\n x = \n}', 2, /^Invalid expression; Expected the start of an expression/],
  ['resource "a" "b" {\n x = 1\n x = 2\n}', 3, /^Attribute redefined; The argument "x" was already set at line 2\./],
  ['@@', 1, /^Invalid character; This character is not used within the language$/],
  ...['['.repeat(101), '!'.repeat(101), 'a?'.repeat(101), '"${'.repeat(101)].map(
    (text) => [`locals {\n a = ${text}\n}`, 1, /^it is nested too deeply to be read$/] as const,
  ),
])('says where %j is broken', async (text, line, refused) => {
  expect(await readHcl(text)).toEqual({ refused: expect.stringMatching(refused) as string, line });
});

test('keeps a key like any other', async () => {
  const read = await readHcl('resource "__proto__" "constructor" {\n toString = 1\n}\n');
  expect(JSON.stringify(read)).toContain('"resource":{"__proto__":{"constructor":{"toString":1}}}');
});
