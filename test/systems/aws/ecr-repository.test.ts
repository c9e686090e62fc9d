import { Duration, ImageRepository, TagFamily } from '../../../lib/model';
import {
  AwsPrincipal,
  DeliveryStack,
  EcrEncryption,
  EcrRepository,
  type EcrRepositoryProps,
  State,
} from '../../../lib/systems/aws';
import { ACCOUNT, IMAGE, REGION, RETENTION, app, json, plainStack, resourcesOf } from './stack';

const TAGS = [TagFamily.commit, TagFamily.promoted('staging'), TagFamily.promoted('production')];
const PROPS: EcrRepositoryProps = { image: IMAGE, tags: TAGS, retention: RETENTION };

const keep = (rulePriority: number, description: string, pattern: string, countNumber: number) => ({
  rulePriority,
  description,
  selection: { tagStatus: 'tagged', tagPatternList: [pattern], countType: 'imageCountMoreThan', countNumber },
  action: { type: 'expire' },
});

test('makes a repository whose tags cannot move, and a lifecycle that follows from the facts', () => {
  const stack = plainStack();
  const repository = new EcrRepository(stack, 'images', PROPS);
  const { aws_ecr_repository, aws_ecr_lifecycle_policy, ...rest } = resourcesOf(stack);
  expect(aws_ecr_repository).toEqual({
    'order-service': {
      name: 'order-service',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: 'KMS' }],
      force_delete: false,
    },
  });
  expect(aws_ecr_lifecycle_policy?.['order-service']?.['repository']).toBe('${aws_ecr_repository.order-service.name}');
  expect(json(aws_ecr_lifecycle_policy?.['order-service']?.['policy'])).toEqual({
    rules: [
      keep(1, 'promoted to production: keep the newest 151', 'production-sha-*', 151),
      keep(2, 'promoted to staging: keep the newest 151', 'staging-sha-*', 151),
      keep(3, 'commit: keep the newest 141', 'sha-*', 141),
    ],
  });
  expect(rest).toEqual({});
  expect(repository.arn).toBe('arn:aws:ecr:eu-west-1:111122223333:repository/order-service');
});

test('excepts moving tags from immutability, takes a key, and lets others in', () => {
  const stack = plainStack();
  new EcrRepository(stack, 'images', {
    ...PROPS,
    image: ImageRepository.ecr({ account: ACCOUNT, region: REGION, name: 'shop/order.service' }),
    tags: [TagFamily.commit, TagFamily.release, TagFamily.moving('cache')],
    encryption: EcrEncryption.kmsKey('arn:aws:kms:eu-west-1:111122223333:key/1234abcd'),
    pulledBy: [AwsPrincipal.account('444455556666')],
    pushedBy: [AwsPrincipal.role('arn:aws:iam::444455556666:role/ci/builder')],
  });
  const resources = resourcesOf(stack);
  expect(resources['aws_ecr_repository']).toEqual({
    'shop--order__service': {
      name: 'shop/order.service',
      image_tag_mutability: 'IMMUTABLE_WITH_EXCLUSION',
      image_tag_mutability_exclusion_filter: [{ filter: 'cache', filter_type: 'WILDCARD' }],
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [
        { encryption_type: 'KMS', kms_key: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd' },
      ],
      force_delete: false,
    },
  });
  expect(json(resources['aws_ecr_repository_policy']?.['shop--order__service']?.['policy'])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Pull',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::444455556666:root'] },
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      },
      {
        Sid: 'Push',
        Effect: 'Allow',
        Principal: { AWS: ['arn:aws:iam::444455556666:role/ci/builder'] },
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
      },
    ],
  });
});

const REFUSALS: readonly (readonly [string, Partial<EcrRepositoryProps>, string])[] = [
  [
    'another registry',
    { image: ImageRepository.at('ghcr.io/acme/order-service') },
    'EcrRepository.image: expected a repository of Amazon ECR, got "ghcr.io/acme/order-service"',
  ],
  [
    'nothing that marks what runs',
    { tags: [TagFamily.commit] },
    'EcrRepository.tags: expected TagFamily.release or at least one TagFamily.promoted(…), got ["commit"]; without a tag that marks it, an image that runs would be deleted with the other builds',
  ],
  [
    'an environment that looks like a release',
    { tags: [TagFamily.commit, TagFamily.release, TagFamily.promoted('validation')] },
    'EcrRepository.tags: expected families that share no tag, got "\\"v*\\" (release) and \\"validation-sha-0123456789abcdef0123456789abcdef01234567\\" (promoted to validation)"; the lifecycle rule of one would decide about images of the other',
  ],
  [
    'a family twice',
    { tags: [TagFamily.release, TagFamily.release] },
    'EcrRepository.tags: expected families that share no tag, got "\\"v*\\" (release) and \\"v1.4.2\\" (release)"; the lifecycle rule of one would decide about images of the other',
  ],
  [
    'no builds',
    { retention: { ...RETENTION, buildsPerDay: 0 } },
    'EcrRepository.retention.buildsPerDay: expected a number above 0, got 0',
  ],
  [
    'no time for a promotion',
    { retention: { ...RETENTION, promotedWithin: Duration.zero } },
    'EcrRepository.retention.promotedWithin: expected a time above zero, got "0s"',
  ],
  [
    'no way back',
    { retention: { ...RETENTION, rollbacks: 0 } },
    'EcrRepository.retention.rollbacks: expected a whole number of at least 1, got 0; without an earlier image there is nothing to go back to',
  ],
  [
    'hours for untagged images',
    { retention: { ...RETENTION, untaggedFor: Duration.hours(36) } },
    'EcrRepository.retention.untaggedFor: expected whole days, at least 1, got "36h"',
  ],
  [
    'fewer releases than deployments',
    { tags: [...TAGS, TagFamily.release], retention: { ...RETENTION, releases: 20 } },
    'EcrRepository.retention.releases: expected at least 151, got 20; fewer releases than deployments would delete a release that runs',
  ],
];

test.each(REFUSALS)('refuses %s', (_, props, message) => {
  expect(() => new EcrRepository(plainStack(), 'images', { ...PROPS, ...props })).toThrow(new Error(message));
});

test('refuses two repositories of one name in a stack, which Terraform would make one', () => {
  const stack = plainStack();
  new EcrRepository(stack, 'images', PROPS);
  expect(() => new EcrRepository(stack, 'more', PROPS)).toThrow(
    new Error(
      'EcrRepository.image: expected a name that no other aws_ecr_repository of the stack has, got "order-service"',
    ),
  );
});

test('refuses a repository of another region than its stack', () => {
  const stack = new DeliveryStack(app(), 'registry', {
    account: ACCOUNT,
    region: 'us-east-1',
    state: State.local('a'),
  });
  expect(() => new EcrRepository(stack, 'images', PROPS)).toThrow(
    new Error(
      'EcrRepository.image: expected something in account 111122223333 and region us-east-1, where the stack makes it, got "account 111122223333 and region eu-west-1"',
    ),
  );
});

test('a construct that is renamed or moved keeps the address of its resources', () => {
  const names = ['images', 'registry'].map((id) => {
    const stack = plainStack();
    new EcrRepository(stack, id, PROPS);
    return Object.entries(resourcesOf(stack)).map(([type, named]) => `${type}.${Object.keys(named).join()}`);
  });
  expect(names[0]).toEqual(names[1]);
});

test.each([
  [() => AwsPrincipal.role('builder'), 'AwsPrincipal.role: expected the ARN of a role, got "builder"'],
  [
    () => AwsPrincipal.account('123456789'),
    'AccountId: expected 12 digits, got "123456789"; write it as text: a leading zero counts',
  ],
  [
    () => EcrEncryption.kmsKey('alias/images'),
    'EcrEncryption.kmsKey: expected the ARN of a KMS key, got "alias/images"; an alias may come to mean another key',
  ],
])('refuses a value of its own: %#', (make, message) => {
  expect(make).toThrow(new Error(message));
});
