import fc from 'fast-check';
import { tryCompileGlob, tryCompileRegExp, wildcardMatches } from '../../../lib/systems/kyverno/match';
import { subject, textOf } from '../subject';

const LETTERS = ['a', 'b', '/', ':', '.', '@'];

const asked = (signs: readonly string[]) =>
  fc.record({ pattern: textOf([...LETTERS, 'a', 'b', ...signs], 7), text: textOf(LETTERS, 6).filter((t) => t !== '') });

const wildcard = subject({
  name: 'wildcard',
  about: 'wildcardMatches, go-wildcard 1.0.3',
  inputs: asked(['*', '*', '?', '?', '**']),
  ours: ({ pattern, text }) => wildcardMatches(pattern, text),
});

const glob = subject({
  name: 'glob',
  about: 'tryCompileGlob, gobwas/glob 0.2.3',
  inputs: asked([
    '*',
    '**',
    '?',
    '[ab]',
    '[a-b]',
    '[!a]',
    '{a,b}',
    '{a*,b}',
    '{a,ab}',
    '{ab,b:}',
    '{',
    '}',
    '[',
    ']',
    ',',
    '!',
    '-',
    '\\',
  ]),
  ours: ({ pattern, text }) => tryCompileGlob(pattern)?.(text),
  // Ours says nothing of alternatives that are more than texts, for there the library overlooks what they say.
  same: (ours, theirs, { pattern }) => ours === theirs || (ours === null && pattern.includes('{')),
});

const expression = subject({
  name: 'expression',
  about: "tryCompileRegExp, Go's regexp",
  inputs: asked([
    '.*',
    '.',
    '+',
    '?',
    '(',
    ')',
    '(a|b)',
    '[ab]',
    '[^a]',
    '^',
    '$',
    '\\.',
    '\\w',
    '\\d',
    '{2}',
    '{1,',
    '|',
    '(?i)',
    '(?=a)',
    '\\1',
    '\\b',
  ]),
  ours: ({ pattern, text }) => tryCompileRegExp(pattern)?.(text),
});

/** How Kyverno compares texts. */
export const patterns = [wildcard, glob, expression];
