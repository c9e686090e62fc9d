import { Duration, TagFamily } from '../../../lib/model';
import { lifecycleRules } from '../../../lib/systems/aws/lifecycle';
import { type LifecycleRule, type StoredImage, expiredImages } from '../../../lib/systems/aws/retention';
import * as fc from '../../property';

const ENVIRONMENTS = ['staging', 'production'];
const TAGS = [TagFamily.commit, TagFamily.release, ...ENVIRONMENTS.map((name) => TagFamily.promoted(name))];

interface Facts {
  readonly buildsPerDay: number;
  readonly days: number;
  readonly rollbacks: number;
}

/** One image's way: the days from its push to each promotion; it may stop before any of them. */
interface Build {
  readonly pushedAt: number;
  readonly promotedAfter: readonly number[];
  readonly isRelease: boolean;
}

interface Image extends StoredImage {
  readonly id: number;
}

const rulesOf = ({ buildsPerDay, days, rollbacks }: Facts): readonly LifecycleRule[] =>
  lifecycleRules(TAGS, { buildsPerDay, promotedWithin: Duration.days(days), rollbacks });

/** Plays a history and gives back every image that was deleted while it was still needed. */
function lost(rules: readonly LifecycleRule[], builds: readonly Build[], rollbacks: number): readonly number[] {
  const repository = new Map<number, Image>();
  const promotions = ENVIRONMENTS.map((): number[] => []);
  const missing = new Set<number>();
  for (const event of eventsOf(builds)) {
    const { id, environment } = event;
    const build = builds[id];
    if (!build) continue;
    if (environment === undefined) {
      const tags = [`sha-${id}`, ...(build.isRelease ? [`v1.0.${id}`] : [])];
      repository.set(id, { id, tags, pushedAt: build.pushedAt });
    } else {
      const image = repository.get(id);
      if (image) repository.set(id, { ...image, tags: [...image.tags, `${ENVIRONMENTS[environment]}-sha-${id}`] });
      else missing.add(id);
      promotions[environment]?.push(id);
    }
    for (const gone of expiredImages(rules, [...repository.values()], event.at)) repository.delete(gone.id);
    for (const promoted of promotions) {
      for (const one of promoted.slice(-1 - rollbacks)) if (!repository.has(one)) missing.add(one);
    }
  }
  return [...missing];
}

function eventsOf(builds: readonly Build[]): { at: number; id: number; environment?: number }[] {
  return builds
    .flatMap(({ pushedAt, promotedAfter }, id) => [
      { at: pushedAt, id },
      ...promotedAfter.map((delay, environment) => ({ at: pushedAt + delay, id, environment })),
    ])
    .sort((a, b) => a.at - b.at);
}

const facts: fc.Arbitrary<Facts> = fc.record({
  buildsPerDay: fc.integer({ min: 1, max: 4 }),
  days: fc.integer({ min: 1, max: 3 }),
  rollbacks: fc.integer({ min: 1, max: 3 }),
});

const history = (given: Facts): fc.Arbitrary<readonly Build[]> =>
  fc
    .array(
      fc.record({
        gap: fc.double({ min: 0, max: 0.5, noNaN: true }),
        delays: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: ENVIRONMENTS.length }),
        isRelease: fc.boolean(),
      }),
      { maxLength: 40 },
    )
    .map((steps) => {
      const times: number[] = [];
      return steps.map(({ gap, delays, isRelease }, index) => {
        const soonest = (times[index - given.buildsPerDay] ?? -1) + 1;
        const pushedAt = Math.max((times[index - 1] ?? 0) + gap, soonest);
        times.push(pushedAt);
        return {
          pushedAt,
          promotedAfter: [...delays].sort((a, b) => a - b).map((part) => part * given.days),
          isRelease,
        };
      });
    });

test('deletes nothing that runs, waits or may be rolled back to, whatever happens within the facts', () => {
  fc.assert(
    fc.property(
      facts.chain((given) => fc.tuple(fc.constant(given), history(given))),
      ([given, builds]) => {
        expect(lost(rulesOf(given), builds, given.rollbacks)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

/** Two builds a day; each waits up to a day. Build 0 is overtaken by all that it may be, and stays one promotion back. */
const TIGHT: Facts = { buildsPerDay: 2, days: 1, rollbacks: 1 };
const OVERTAKEN: readonly Build[] = [
  { pushedAt: 0, promotedAfter: [1, 1], isRelease: false },
  { pushedAt: 0.4, promotedAfter: [0, 0], isRelease: false },
  { pushedAt: 1, promotedAfter: [0, 0], isRelease: false },
  { pushedAt: 1.5, promotedAfter: [0, 0], isRelease: false },
];

test.each([
  ['production', 'production-sha-*'],
  ['staging', 'staging-sha-*'],
])('keeps not one image more than %s may need', (_, pattern) => {
  const rules = rulesOf(TIGHT);
  const oneLess = rules.map((rule) =>
    rule.selection.tagPatternList?.[0] === pattern
      ? { ...rule, selection: { ...rule.selection, countNumber: rule.selection.countNumber - 1 } }
      : rule,
  );
  const builds = pattern.startsWith('production')
    ? OVERTAKEN
    : OVERTAKEN.map((build) => ({ ...build, promotedAfter: build.promotedAfter.slice(0, 1) }));
  // Promotions at one moment happen in the order of the list: the overtaken build is the last but one.
  const late = builds.map((build, id) => (id === 2 ? { ...build, pushedAt: 0.99 } : build));
  expect([lost(rules, late, 1), lost(oneLess, late, 1)]).toEqual([[], [0]]);
});

test('keeps not one waiting build more than may wait', () => {
  const rules = rulesOf(TIGHT);
  const oneLess = rules.map((rule) =>
    rule.selection.tagPatternList?.[0] === 'sha-*'
      ? { ...rule, selection: { ...rule.selection, countNumber: rule.selection.countNumber - 1 } }
      : rule,
  );
  const waiting = [0, 0.4, 0.9].map((pushedAt) => ({ pushedAt, promotedAfter: [1], isRelease: false }));
  expect([lost(rules, waiting, 1), lost(oneLess, waiting, 1)]).toEqual([[], [0]]);
});

test('deletes untagged images only when asked: a signature has no tag either', () => {
  const facts = { buildsPerDay: 1, promotedWithin: Duration.days(1), rollbacks: 1 };
  const untagged = (days: number) => ({
    rulePriority: 2,
    description: `untagged: delete after ${days === 1 ? '1 day' : `${days} days`}`,
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: days },
    action: { type: 'expire' },
  });
  const family = [TagFamily.promoted('production')];
  expect(lifecycleRules(family, facts)).toHaveLength(1);
  expect(lifecycleRules(family, { ...facts, untaggedFor: Duration.days(30) })[1]).toEqual(untagged(30));
  expect(lifecycleRules(family, { ...facts, untaggedFor: Duration.days(1) })[1]).toEqual(untagged(1));
});

test('writes one rule for each family, releases first, and none for a tag that moves', () => {
  const rules = lifecycleRules([...TAGS, TagFamily.moving('cache')], {
    buildsPerDay: 0.5,
    promotedWithin: Duration.hours(30),
    rollbacks: 5,
    releases: 40,
    untaggedFor: Duration.days(1),
  });
  expect(
    rules.map(({ rulePriority, selection }) => [
      rulePriority,
      selection.tagPatternList ?? selection.tagStatus,
      selection.countNumber,
    ]),
  ).toEqual([
    [1, ['v*'], 40],
    [2, ['production-sha-*'], 8],
    [3, ['staging-sha-*'], 8],
    [4, ['sha-*'], 3],
    [5, 'untagged', 1],
  ]);
});
