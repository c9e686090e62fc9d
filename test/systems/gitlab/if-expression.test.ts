import { tryHolds } from '../../../lib/systems/gitlab/if-expression';
import * as fc from '../../property';

const KNOWN = { BRANCH: 'main', TAG: null, EMPTY: '', PATH: 'a/b.c' };

const CASES: readonly (readonly [string, boolean | undefined])[] = [
  ['$BRANCH', true],
  ['$TAG', false],
  ['$EMPTY', false],
  ['$TAG == null', true],
  ['$EMPTY == null', false],
  ['$BRANCH == "main"', true],
  ["$BRANCH != 'main'", false],
  ['$BRANCH == $PATH', false],
  ['$BRANCH =~ /^ma/', true],
  ['$BRANCH =~ /^MA/i', true],
  ['$BRANCH !~ /^ma/', false],
  ['$PATH =~ /^a\\/b\\.c$/', true],
  ['$TAG =~ /^v/', false],
  ['$BRANCH && ($TAG || $BRANCH == "main")', true],
  ['$TAG && $UNKNOWN', false],
  ['$BRANCH || $UNKNOWN', true],
  ['$BRANCH && $UNKNOWN', undefined],
  ['$TAG || $UNKNOWN', undefined],
  ['$UNKNOWN == "x"', undefined],
  ['$BRANCH == "main" extra', undefined],
  ['$BRANCH == "main" )', undefined],
  ['($BRANCH', undefined],
  ['$BRANCH =~ $PATTERN', undefined],
  ['$BRANCH =~ /(/', undefined],
  ['', undefined],
];

test.each(CASES)('%s is %s', (expression, expected) => {
  expect(tryHolds(expression, KNOWN)).toBe(expected);
});

/** An expression, and what it is by JavaScript's own operators. */
interface Sample {
  readonly text: string;
  readonly value: boolean;
}

const { sample } = fc.letrec<{ sample: Sample; leaf: Sample; pair: Sample }>((tie) => ({
  sample: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('pair')),
  leaf: fc
    .record({ name: fc.constantFrom('BRANCH', 'TAG', 'PATH'), is: fc.constantFrom('main', 'a/b.c') })
    .map(({ name, is }): Sample => ({
      text: `$${name} == "${is}"`,
      value: KNOWN[name as 'BRANCH' | 'TAG' | 'PATH'] === is,
    })),
  pair: fc
    .record({ left: tie('sample'), right: tie('sample'), both: fc.boolean() })
    .map(({ left, right, both }): Sample => ({
      text: `(${left.text} ${both ? '&&' : '||'} ${right.text})`,
      value: both ? left.value && right.value : left.value || right.value,
    })),
}));

test('agrees with the operators of JavaScript', () => {
  fc.assert(fc.property(sample, ({ text, value }) => tryHolds(text, KNOWN) === value));
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => [true, false, undefined].includes(tryHolds(text, KNOWN))));
});
