import { TerraformConfig } from '../../../lib/assembly';
import { type Example, assemblyOf } from '../../../lib/audit';
import { awsRules } from '../../../lib/systems/aws/rules';
import { keep, lifecycle, lifecycleRule } from '../../../lib/systems/aws/rules/examples';
import { ruleOf } from '../../rule-examples';

const PRODUCTION = [{ name: 'production' }];

function messages(id: string, example: Example, environments: readonly { readonly name: string }[] = PRODUCTION) {
  return awsRules
    .filter((rule) => rule.id === id)
    .flatMap((rule) => rule.check({ ...assemblyOf(example), environments }))
    .map(({ message }) => message);
}

const repository = (body: object, more: Example['terraform'] = {}): Example => ({
  terraform: { aws_ecr_repository: { 'order-service': { name: 'order-service', ...body } }, ...more },
});
const days = (rulePriority: number, tagPatternList: readonly string[], countNumber: number) =>
  lifecycleRule(rulePriority, {
    tagStatus: 'tagged',
    tagPatternList,
    countType: 'sinceImagePushed',
    countUnit: 'days',
    countNumber,
  });

test('tags without a word about them can be moved, and so can all but the excepted ones', () => {
  expect(messages('ECR001', repository({}))).toEqual(['a pushed tag can be moved to another image']);
  expect(messages('ECR001', repository({ image_tag_mutability: 'MUTABLE_WITH_EXCLUSION' }))).toHaveLength(1);
  expect(messages('ECR001', repository({ image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION' }))).toEqual([]);
});

test('scanning may be set for the whole registry, in a list, or by an expression', () => {
  const registry = { aws_ecr_registry_scanning_configuration: { all: { scan_type: 'ENHANCED' } } };
  expect(messages('ECR002', repository({}, registry))).toEqual([]);
  expect(messages('ECR002', repository({ image_scanning_configuration: [{ scan_on_push: true }] }))).toEqual([]);
  expect(messages('ECR002', repository({ image_scanning_configuration: { scan_on_push: '${var.scan}' } }))).toEqual([]);
  expect(messages('ECR002', repository({ image_scanning_configuration: { scan_on_push: false } }))).toHaveLength(1);
});

test.each([
  ['>= 6.8.0, < 7.0.0', true],
  ['~> 6.20', true],
  ['= 6.25.0', true],
  ['6.25.0', true],
  ['> 7', true],
  ['>= 5.100.0, < 7.0.0', false],
  ['~> 6.0', false],
  ['< 7', false],
  ['!= 6.9.0', false],
])('exclusion filters with hashicorp/aws %s are known: %s', (version, known) => {
  const json = {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } },
    resource: repository({ image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION' }).terraform,
  };
  const terraform = new TerraformConfig([{ name: 'registry', json, origin: {} }]);
  const found = ruleOf(awsRules, 'ECR003').check({ ...assemblyOf({}), terraform });
  expect(found.map(({ message }) => message)).toEqual(
    known ? [] : [`exclusion filters came with version 6.8 of hashicorp/aws; the stack takes ${version}`],
  );
});

test('a lifecycle policy governs the repository that it names or refers to', () => {
  const governedBy = (named: string) =>
    messages('ECR004', repository({}, { aws_ecr_lifecycle_policy: { any: { repository: named, policy: '{}' } } }));
  expect(governedBy('order-service')).toEqual([]);
  expect(governedBy('${aws_ecr_repository.order-service.name}')).toEqual([]);
  expect(governedBy('${aws_ecr_repository.order-service[each.key].name}')).toEqual([]);
  expect(governedBy('other')).toEqual(['no lifecycle policy speaks of this repository']);
});

test('a repository is open with a list of principals that has a star, and not with a condition or a Deny', () => {
  const policy = (statement: object): Example => ({
    terraform: { aws_ecr_repository_policy: { it: { policy: JSON.stringify({ Statement: [statement] }) } } },
  });
  expect(messages('ECR005', policy({ Effect: 'Allow', Principal: { AWS: ['x', '*'] } }))).toHaveLength(1);
  expect(messages('ECR005', policy({ Effect: 'Deny', Principal: '*' }))).toEqual([]);
  const inside = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
  expect(messages('ECR005', policy({ Effect: 'Allow', Principal: '*', Condition: inside }))).toEqual([]);
  expect(messages('ECR005', policy({ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' } }))).toEqual(
    [],
  );
});

test('one rule for untagged images in each storage class is fine', () => {
  const untagged = { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 };
  const archived = { ...untagged, storageClass: 'archive', countType: 'sinceImageTransitioned', countNumber: 90 };
  expect(messages('ECR013', lifecycle([lifecycleRule(1, untagged), lifecycleRule(2, archived)]))).toEqual([]);
});

test('several tags in a rule are meant where each has a rule of its own', () => {
  const both = lifecycleRule(1, {
    tagStatus: 'tagged',
    tagPatternList: ['v*', 'production-sha-*'],
    countType: 'imageCountMoreThan',
    countNumber: 9,
  });
  expect(messages('ECR014', lifecycle([both, keep(2, 'v*', 9), keep(3, 'production-sha-*', 9)]))).toEqual([]);
  expect(messages('ECR014', lifecycle([both, keep(2, 'v*', 9)]))).toEqual([
    'rule 1 selects only images that have all of v*, production-sha-*',
  ]);
});

test('a rule is reached as long as some image gets past those before it', () => {
  const wide = lifecycleRule(1, {
    tagStatus: 'tagged',
    tagPrefixList: ['s'],
    countType: 'imageCountMoreThan',
    countNumber: 9,
  });
  expect(messages('ECR015', lifecycle([wide, keep(2, 'sha-*', 9)]))).toEqual([
    'rule 2 never decides: rule 1 selects every image that it does',
  ]);
  const both = { ...wide.selection, tagPrefixList: ['s', 'v'] };
  expect(messages('ECR015', lifecycle([lifecycleRule(1, both), keep(2, 'sha-*', 9)]))).toEqual([]);
  expect(messages('ECR015', lifecycle([keep(2, 's*', 9), keep(1, 'sha-*', 9)]))).toEqual([]);
  expect(messages('ECR015', lifecycle([keep(1, '*-sha', 9), keep(2, 'sha-*', 9)]))).toEqual([]);
});

test.each([
  [
    'its own rule by age',
    [days(1, ['production-sha-*'], 90)],
    ['rule 1 deletes an image that runs once it is 90 days old'],
  ],
  ['builds by age', [days(1, ['sha-*'], 30)], ['rule 1 deletes an image that runs once it is 30 days old']],
  ['builds by count', [keep(1, 'sha-*', 50)], ['rule 1 deletes an image that runs once 50 newer ones are pushed']],
  [
    'builds by count, in front of the rule that protects',
    [keep(1, 'sha-*', 50), keep(2, 'production-*', 9)],
    ['rule 1 deletes an image that runs once 50 newer ones are pushed'],
  ],
  ['its own rule by count', [keep(1, 'production-sha-*', 9), keep(2, 'sha-*', 50)], []],
  ['other tags', [keep(1, 'main-*', 50)], []],
  [
    'the archive, when nobody pulls',
    [
      {
        rulePriority: 1,
        selection: { tagStatus: 'any', countType: 'sinceImagePulled', countUnit: 'days', countNumber: 90 },
        action: { type: 'transition', targetStorageClass: 'archive' },
      },
    ],
    ['rule 1 archives an image that runs once no node has pulled it for 90 days'],
  ],
])('an image that runs is decided by %s', (_, rules, expected) => {
  expect(messages('ECR016', lifecycle(rules))).toEqual(expected);
  expect(messages('ECR016', lifecycle(rules), [])).toEqual([]);
});

test('a policy that only Terraform can read is left alone', () => {
  const policy = { aws_ecr_lifecycle_policy: { it: { repository: 'x', policy: '${file("policy.json")}' } } };
  const found = awsRules.flatMap((rule) => rule.check(assemblyOf({ terraform: policy })));
  expect(found).toEqual([]);
});
