import { Duration, TagFamily } from '../../../lib/model';
import { lifecycleRules } from '../../../lib/systems/aws/lifecycle';
import { tryReadLifecycle } from '../../../lib/systems/aws/lifecycle-grammar';
import * as fc from '../../property';

const SELECTION = { tagStatus: 'tagged', tagPatternList: ['v*'], countType: 'imageCountMoreThan', countNumber: 5 };
const EXPIRE = { type: 'expire' };
const ARCHIVE = { type: 'transition', targetStorageClass: 'archive' };
const SINCE = { tagStatus: 'any', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 90 };

const faultOf = (rule: unknown): string | undefined =>
  tryReadLifecycle(JSON.stringify({ rules: [rule] }))?.refused.map(({ fault }) => fault)[0];
const withSelection = (selection: object, action: object = EXPIRE): object => ({
  rulePriority: 1,
  selection,
  action,
});

test.each([
  ['counts', withSelection(SELECTION)],
  ['prefixes', withSelection({ ...SELECTION, tagPatternList: undefined, tagPrefixList: ['v'] })],
  ['four stars', withSelection({ ...SELECTION, tagPatternList: ['*a*b*c*'] })],
  ['ages', withSelection(SINCE)],
  ['archiving by age', withSelection(SINCE, ARCHIVE)],
  ['archiving what nobody pulls', withSelection({ ...SINCE, countType: 'sinceImagePulled' }, ARCHIVE)],
  [
    'deleting from the archive',
    withSelection({ ...SINCE, countType: 'sinceImageTransitioned', storageClass: 'archive' }),
  ],
])('ECR takes %s', (_, rule) => {
  expect(faultOf(rule)).toBeUndefined();
});

test.each([
  [7, 'it is not an object'],
  [{ rulePriority: 1, action: EXPIRE }, 'it needs a selection and an action'],
  [{ ...withSelection(SELECTION), priority: 1 }, 'priority is not a field'],
  [withSelection({ ...SELECTION, tagPatterns: [] }), 'tagPatterns is not a field'],
  [withSelection(SELECTION, { ...EXPIRE, targetStorageClass: null }), 'targetStorageClass is null'],
  [{ ...withSelection(SELECTION), rulePriority: 0 }, 'rulePriority is not a whole number of at least 1'],
  [withSelection({ ...SELECTION, countNumber: '5' }), 'countNumber is not a whole number of at least 1'],
  [withSelection({ ...SELECTION, tagStatus: 'all' }), 'tagStatus is none of tagged, untagged, any'],
  [
    withSelection({ ...SELECTION, countType: 'count' }),
    'countType is none of imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned',
  ],
  [withSelection({ ...SELECTION, storageClass: 'cold' }), 'storageClass is none of standard, archive'],
  [withSelection(SELECTION, { type: 'delete' }), 'action.type is none of expire, transition'],
  [withSelection({ ...SELECTION, tagPrefixList: ['v'] }), 'it has tagPatternList and tagPrefixList'],
  [withSelection({ ...SELECTION, tagStatus: 'any' }), 'tagStatus "any" takes no list of tags'],
  [withSelection({ ...SELECTION, tagPatternList: [] }), 'tagStatus "tagged" needs tagPatternList or tagPrefixList'],
  [withSelection({ ...SELECTION, tagPatternList: ['v*', ''] }), 'the list of tags has an empty entry'],
  [withSelection({ ...SELECTION, tagPatternList: ['*a*b*c*d*'] }), '"*a*b*c*d*" has more than four "*"'],
  [
    withSelection({ ...SELECTION, countUnit: 'days' }),
    'countUnit goes with the count types that begin with "since" only',
  ],
  [withSelection({ ...SINCE, countUnit: undefined }), 'countType "sinceImagePushed" needs countUnit "days"'],
  [withSelection(SINCE, { type: 'transition' }), 'a transition needs targetStorageClass "archive"'],
  [withSelection(SINCE, { ...ARCHIVE, type: 'expire' }), 'targetStorageClass goes with transition only'],
  [withSelection({ ...SINCE, countType: 'sinceImagePulled' }), 'sinceImagePulled can only transition'],
  [
    withSelection({ ...SINCE, countType: 'sinceImageTransitioned' }),
    'sinceImageTransitioned can only expire images of storageClass "archive"',
  ],
])('ECR refuses: %#', (rule, fault) => {
  expect(faultOf(rule)).toBe(fault);
});

test('what is not the JSON of a policy is left to Terraform', () => {
  expect(['${local.policy}', '[]', '{}', undefined].map(tryReadLifecycle)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('ECR takes every policy that slipway makes', () => {
  const facts = fc.record({
    buildsPerDay: fc.double({ min: 0.1, max: 500, noNaN: true }),
    promotedWithin: fc.integer({ min: 1, max: 1000 }).map((hours) => Duration.hours(hours)),
    rollbacks: fc.integer({ min: 1, max: 100 }),
  });
  const tags = [TagFamily.commit, TagFamily.release, TagFamily.promoted('staging'), TagFamily.promoted('production')];
  fc.assert(
    fc.property(facts, (retention) => {
      const rules = lifecycleRules(tags, retention);
      expect(tryReadLifecycle(JSON.stringify({ rules }))).toEqual({ rules, refused: [] });
    }),
  );
});
