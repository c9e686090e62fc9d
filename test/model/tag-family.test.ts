import { TagFamily, timedTag } from '../../lib/model';
import * as fc from '../property';

const commits = fc.stringMatching(/^[0-9a-f]{40}$/);
const times = fc.date({
  min: new Date('1000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

/** What a tool that reads Go's regular expressions compares of a tag. */
function orderOf(family: TagFamily, tag: string): string | undefined {
  return new RegExp((family.order?.pattern ?? '$^').replace('(?P<', '(?<')).exec(tag)?.groups?.['order'];
}

test('timed tags sort as numbers by the second in which they were built, whatever the commits are', () => {
  fc.assert(
    fc.property(times, commits, times, commits, (time, commit, otherTime, otherCommit) => {
      const [one, other] = [timedTag(commit, time), timedTag(otherCommit, otherTime)].map((tag) =>
        orderOf(TagFamily.timed, tag),
      );
      const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
      expect(Math.sign(Number(one) - Number(other))).toBe(Math.sign(seconds(time) - seconds(otherTime)));
      expect(Number(one)).toBeLessThan(1e15);
      expect(String(Number(one))).toBe(one);
    }),
  );
});

test('an order is that of the own tags alone', () => {
  const { commit, timed, release } = TagFamily;
  const tags = [
    commit.example,
    timed.example,
    release.example,
    TagFamily.promoted('staging').example,
    'v1.2.3-rc1',
    'latest',
  ];
  expect(tags.filter((tag) => orderOf(timed, tag) !== undefined)).toEqual([timed.example]);
  expect(tags.filter((tag) => orderOf(release, tag) !== undefined)).toEqual([release.example]);
  expect([commit.order, TagFamily.moving('cache').order]).toEqual([undefined, undefined]);
});

test('a timed tag names the second and the commit', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';
  expect(timedTag(commit, new Date('2024-01-15T10:30:00.999Z'))).toBe(TagFamily.timed.example);
});

test.each<[string, () => unknown]>([
  ['timedTag.commit: expected 40 hex digits, got "abc1234"', () => timedTag('abc1234', new Date())],
  [
    'timedTag.time: expected a time with a year of four digits, got "Invalid Date"',
    () => timedTag('a'.repeat(40), new Date(Number.NaN)),
  ],
])('%s', (message, build) => {
  expect(build).toThrow(new Error(message));
});
