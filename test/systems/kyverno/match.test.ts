import { hasWildcard, tryCompileGlob, tryCompileRegExp, wildcardMatches } from '../../../lib/systems/kyverno/match';
import { assert, constantFrom, property, string } from '../../property';

const REPOSITORY = 'ghcr.io/acme/order-service';

/** Texts over the characters that mean something to a pattern or to an image. */
const texts = string({ unit: constantFrom(...'ab/:@.*?') });
const images = string({ unit: constantFrom(...'ab/:@.-'), minLength: 1 });

// What github.com/IGLOU-EU/go-wildcard v1.0.3 says; 200,000 random pairs agree.
test.each([
  ['**?', '@/-:', true],
  ['*b:', 'b:', true],
  ['*a*a', 'a.::a', true],
  ['-a?', '-aa', true],
  ['a?', 'a', false],
  ['a.a***', 'b', false],
  ['-*/--]/', '/', false],
  ['-??b/', 'a.@', false],
  ['', '', true],
  ['', 'a', false],
  ['https://github.com/acme/*/build.yaml', 'https://github.com/acme/other/x/build.yaml', true],
])('the wildcard %j and %j', (pattern, text, matches) => {
  expect(wildcardMatches(pattern, text)).toBe(matches);
});

test('a wildcard without wildcards is the text itself', () => {
  assert(property(texts, texts, (a, b) => hasWildcard(a) || wildcardMatches(a, b) === (a === b)));
});

test('a wildcard is what the same regular expression is', () => {
  const escape = (character: string): string => character.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const expressionOf = (pattern: string): RegExp =>
    new RegExp(`^${[...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : escape(c))).join('')}$`, 's');
  assert(
    property(texts, texts, (pattern, text) => wildcardMatches(pattern, text) === expressionOf(pattern).test(text)),
  );
});

test('a wildcard stays fast where many stars could share the text', () => {
  expect(wildcardMatches(`${'*a'.repeat(30)}b`, 'a'.repeat(5_000))).toBe(false);
});

test('an expression may match anywhere', () => {
  const matches = tryCompileRegExp('refs/heads/main');
  expect([matches?.('x@refs/heads/main-evil'), matches?.('refs/heads/dev')]).toEqual([true, false]);
  expect(tryCompileRegExp('(a')).toBeUndefined();
  expect(tryCompileRegExp('(?=a)')).toBeUndefined();
});

// What github.com/gobwas/glob v0.2.3 says without separators.
test.each([
  ['\\:*', ':@baa', true],
  ['*a*\\', 'a/ba@', true],
  ['?*b', '--bb', true],
  ['/**', '/@', true],
  ['*[:}]', '@//a:', true],
  ['--*-?,@!', '.-/-', false],
  [']?*]*]', '-.b', false],
  ['*]@}\\!:,', 'a', false],
  [',*b,\\a]', '-::', false],
  ['[a-c]x', 'bx', true],
  ['[!a-c]x', 'bx', false],
  ['[!b]', 'a', true],
  ['[\\]]', ']', true],
  ['[[:]', ':', true],
  ['{a,b}}', 'a}', true],
  ['ghcr.io/acme/{api,web}*', 'ghcr.io/acme/web:1', true],
  ['ghcr.io/*/api', 'ghcr.io/api', true],
  ['ghcr.io/*/api', 'ghcr.io/ap', false],
  ['@:-{-@}', ':-', false],
])('the glob %j and %j', (glob, text, matches) => {
  expect(tryCompileGlob(glob)?.(text)).toBe(matches);
});

test.each(['/!},][-?', '[[.a*b', '[?:?-:\\', ':!a[![,.', ']a[[.-,', '[]', '[!]', '[b-a]', '[a-bc]', '{a,b', 'a{'])(
  'the glob %j is refused',
  (glob) => {
    expect(tryCompileGlob(glob)).toBeUndefined();
  },
);

// `{acme*,beta}/x` does not take `acme-e/x`, nor `*{,}` the text `@.aa`.
test.each(['{a?,*}?', ':{,@}', 'ghcr.io/{acme*,beta}/api', '{a,{b,c}}@', '{[ab],c}', '{}'])(
  'what the library makes of the glob %j is not foreseen',
  (glob) => {
    expect(tryCompileGlob(glob)).toBeUndefined();
  },
);

test('the globs of one repository take its tags and digests, and no neighbour', () => {
  const matchers = [REPOSITORY, `${REPOSITORY}:*`, `${REPOSITORY}@*`].map(tryCompileGlob);
  const takes = (image: string): boolean => matchers.some((matches) => matches?.(image));
  expect(takes(REPOSITORY)).toBe(true);
  assert(property(images, (rest) => takes(`${REPOSITORY}:${rest}`) && takes(`${REPOSITORY}@${rest}`)));
  assert(property(images, (rest) => /^[:@]/.test(rest) || !takes(`${REPOSITORY}${rest}`)));
  assert(property(images, (before) => !takes(`${before}${REPOSITORY}:1`)));
});
