import {
  type LifecycleRule,
  type LifecycleSelection,
  type StoredImage,
  expiredImages,
  matchesTag,
  selects,
  tryDecidingRule,
} from '../../../lib/systems/aws/retention';
import * as fc from '../../property';

interface Named extends StoredImage {
  readonly name: string;
}

const rule = (rulePriority: number, selection: LifecycleSelection): LifecycleRule => ({
  rulePriority,
  selection,
  action: { type: 'expire' },
});
const count = (tagPatternList: string[], countNumber: number): LifecycleSelection => ({
  tagStatus: 'tagged',
  tagPatternList,
  countType: 'imageCountMoreThan',
  countNumber,
});
const days = (selection: Partial<LifecycleSelection>, countNumber: number): LifecycleSelection => ({
  tagStatus: 'tagged',
  ...selection,
  countType: 'sinceImagePushed',
  countUnit: 'days',
  countNumber,
});
const image = (name: string, daysAgo: number, ...tags: string[]): Named => ({ name, tags, pushedAt: -daysAgo });

const BETA_PROD = [image('A', 10, 'beta-1', 'prod-1'), image('B', 9, 'beta-2', 'prod-2'), image('C', 8, 'beta-3')];

/** The examples of AWS's own guide, with the outcomes that it states. */
const GUIDE: readonly (readonly [string, readonly LifecycleRule[], readonly Named[], string])[] = [
  ['prod decides before beta', [rule(1, count(['prod*'], 1)), rule(2, count(['beta*'], 1))], BETA_PROD, 'A'],
  ['beta decides before prod', [rule(1, count(['beta*'], 1)), rule(2, count(['prod*'], 1))], BETA_PROD, 'AB'],
  [
    'a list asks for all tags',
    [rule(1, days({ tagPatternList: ['alpha*', 'beta*'] }, 5))],
    [
      image('A', 12, 'alpha-1'),
      image('B', 11, 'beta-1'),
      image('C', 10, 'alpha-2', 'beta-2'),
      image('D', 4, 'alpha-3'),
      image('E', 3, 'beta-3'),
      image('F', 2, 'alpha-4', 'beta-4'),
    ],
    'C',
  ],
  [
    'tags are not exclusive',
    [rule(1, count(['alpha*', 'beta*'], 1))],
    [
      image('A', 10, 'alpha-1', 'beta-1', 'gamma-1'),
      image('B', 9, 'alpha-2', 'beta-2'),
      image('C', 8, 'alpha-3', 'beta-3', 'gamma-2'),
    ],
    'AB',
  ],
  [
    'any image',
    [rule(1, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1 })],
    [image('A', 4, 'alpha-1'), image('B', 3, 'beta-1'), image('C', 2), image('D', 1, 'alpha-2')],
    'ABC',
  ],
  [
    'all kinds of rules',
    [
      rule(1, count(['alpha*'], 1)),
      rule(2, days({ tagStatus: 'untagged' }, 1)),
      rule(3, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 1 }),
    ],
    [
      image('A', 4, 'alpha-1', 'beta-1'),
      image('B', 3),
      image('C', 2, 'alpha-2'),
      image('D', 1, 'git hash'),
      image('E', 1),
    ],
    'ABD',
  ],
];

test.each(GUIDE)("agrees with AWS's guide: %s", (_, rules, images, expected) => {
  expect(
    expiredImages(rules, images, 0)
      .map(({ name }) => name)
      .join(''),
  ).toBe(expected);
});

test('the policy of the article deletes nothing, because its rule wants two tags at once', () => {
  const article = [
    rule(1, { tagStatus: 'tagged', tagPrefixList: ['v'], countType: 'imageCountMoreThan', countNumber: 9999 }),
    rule(2, { tagStatus: 'tagged', tagPrefixList: ['sha-', ''], countType: 'imageCountMoreThan', countNumber: 50 }),
    rule(3, days({ tagStatus: 'untagged' }, 7)),
  ];
  const builds = Array.from({ length: 200 }, (_, i) => image(`${i}`, i, i.toString(16).padStart(7, '0')));
  expect(expiredImages(article, builds, 0)).toEqual([]);
});

test('fifty of any image delete what was deployed three weeks ago', () => {
  const rules = [rule(1, { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 50 })];
  const builds = Array.from({ length: 200 }, (_, i) => image(`${i}`, i / 5, `sha-${i}`));
  const deployed = image('deployed', 20, 'sha-deployed', 'production-sha-deployed');
  expect(expiredImages(rules, [...builds, deployed], 0)).toContain(deployed);
});

test('a transition shields an image from later rules and deletes nothing', () => {
  const archive: LifecycleRule = {
    rulePriority: 1,
    selection: days({ tagPatternList: ['v*'] }, 1),
    action: { type: 'transition', targetStorageClass: 'archive' },
  };
  const images = [image('A', 9, 'v1')];
  expect(expiredImages([archive, rule(2, days({ tagStatus: 'any' }, 2))], images, 0)).toEqual([]);
});

test('rules for archived images select none in standard storage', () => {
  const selection = { ...days({ tagStatus: 'any' }, 365), storageClass: 'archive' };
  expect(selects(selection, image('A', 400, 'v1'))).toBe(false);
  expect(tryDecidingRule([rule(1, selection)], image('A', 400, 'v1'))).toBeUndefined();
});

const tag = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 0, maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*'), minLength: 0, maxLength: 6 });

test('a pattern matches as the regular expression of its parts would', () => {
  fc.assert(
    fc.property(pattern, tag, (one, text) => {
      const expression = new RegExp(`^${one.replaceAll('*', '.*')}$`);
      expect(matchesTag(one, text)).toBe(expression.test(text));
    }),
  );
  expect(matchesTag('sha-?', 'sha-a')).toBe(false);
});

const images = fc.array(
  fc.record({
    tags: fc.array(
      tag.filter((one) => one !== ''),
      { maxLength: 3 },
    ),
    pushedAt: fc.integer({ min: 0, max: 30 }),
  }),
  { maxLength: 15 },
);
const selection = fc.oneof(
  fc
    .record({ patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }), n: fc.integer({ min: 1, max: 5 }) })
    .map(({ patterns, n }) => count(patterns, n)),
  fc
    .record({ status: fc.constantFrom('untagged', 'any'), n: fc.integer({ min: 1, max: 20 }) })
    .map(({ status, n }) => days({ tagStatus: status }, n)),
);
const policy = fc
  .array(selection, { maxLength: 4 })
  .map((selections) => selections.map((one, index) => rule(index + 1, one)));

test('each deleted image is deleted by the rule that decides about it alone', () => {
  fc.assert(
    fc.property(policy, images, (rules, stored) => {
      for (const gone of expiredImages(rules, stored, 30)) {
        const deciding = tryDecidingRule(rules, gone);
        expect(deciding).toBeDefined();
        expect(expiredImages(deciding ? [deciding] : [], stored, 30)).toContain(gone);
      }
    }),
  );
});

test('of images pushed at one moment the later in the list is the newer', () => {
  const [first, second] = [image('A', 1, 'v1'), image('B', 1, 'v2')];
  expect(expiredImages([rule(1, count(['v*'], 1))], [first, second], 0)).toEqual([first]);
});

test('neither the order of rules in the file nor of images in the list changes what is deleted', () => {
  fc.assert(
    fc.property(policy, images, (rules, stored) => {
      const distinct = stored.map((one, index) => ({ ...one, pushedAt: one.pushedAt + index / 100 }));
      const forth = new Set(expiredImages(rules, distinct, 30));
      const back = new Set(expiredImages([...rules].reverse(), [...distinct].reverse(), 30));
      expect(back).toEqual(forth);
    }),
  );
});
