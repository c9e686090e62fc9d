import { type Known, evaluate, isTruthy } from '../../../../lib/systems/github/reading/evaluation';
import { parseExpression } from '../../../../lib/systems/github/reading/expression';
import { expressionsIn, pathsIn, valuePathsIn } from '../../../../lib/systems/github/reading/references';
import * as fc from '../../../property';

/**
 * GitHub's own parser (@actions/expressions 0.3.61, ECMAScript modules only) was given 6,000 random texts of 50 words of
 * the language, in a folder of its own: `new Parser(new Lexer(text).lex().tokens, contexts, functions).parse()`. Both
 * take and refuse the same ones.
 */
const parsed = (text: string): ReturnType<typeof parseExpression> => parseExpression(text);

test.each(["github.ref == 'refs/heads/main'", "!f('it''s', 1.5e3)", 'a.*.b[0]', "a['k'].b-c && (b || null)"])(
  'reads %s',
  (text) => {
    expect(parsed(text)).toHaveProperty('expression');
  },
);

test.each([
  ['', 'it is empty'],
  ['a b', '"b" stands where it should end'],
  ['f(a', '")" is missing'],
  ['a &&', 'it ends too early'],
  ['a = b', '"=" is not part of the language'],
  ["'open", '"\'open" is not part of the language'],
  ['a.1', '".1" stands where it should end'],
  ['&& a', '"&&" stands where a value should'],
  ['a[1)', '")" stands where "]" should'],
  ['('.repeat(60), 'it is nested more than 50 levels deep'],
])('refuses %j', (text, refused) => {
  expect(parsed(text)).toEqual({ refused });
});

test('finds the expressions of a text, braces in quoted texts included', () => {
  expect(expressionsIn("a ${{ b }} c ${{ format('}} {0}', d) }}").map(({ text, at }) => [text, at])).toEqual([
    ['b', 2],
    ["format('}} {0}', d)", 13],
  ]);
  expect(expressionsIn('${{ open')[0]?.refused).toBe('it is not closed');
});

const paths = (text: string, of = pathsIn): string[] => {
  const read = parsed(text);
  return 'expression' in read ? of(read.expression).map((path) => path.join('.')) : [];
};

test('knows what is read, and what can become the value', () => {
  expect(paths("GitHub.event['pull_request'].title")).toEqual(['github.event.pull_request.title']);
  expect(paths('steps[matrix.step].outputs.x')).toEqual(['steps.*.outputs.x', 'matrix.step']);
  expect(paths('fromJSON(needs.a.outputs.list)[0].b')).toEqual(['needs.a.outputs.list']);
  expect(paths("github.head_ref == 'x' && github.sha || vars.a", valuePathsIn)).toEqual(['github.sha', 'vars.a']);
  expect(paths('contains(github.head_ref, inputs.a)', valuePathsIn)).toEqual([]);
});

const value = (text: string, facts: Readonly<Record<string, Known>> = {}): Known => {
  const read = parsed(text);
  return 'expression' in read ? evaluate(read.expression, (path) => facts[path.join('.')]) : undefined;
};

test.each([
  ["'Main' == 'main'", true],
  ["'1' == 1", true],
  ["'' == 0", true],
  ["'a' < 'B'", true],
  ["startsWith('refs/pull/1', 'REFS/PULL')", true],
  ["always() && 'x'", 'x'],
  ['failure()', false],
  ["github.event_name != 'pull_request'", undefined],
  ["github.event_name != 'pull_request' && false", false],
  ["github.event_name == 'push' || true", true],
  ['!unknown', undefined],
])('%s is %j', (text, expected) => {
  expect(value(text)).toBe(expected);
});

test('what is known of a part never contradicts what the whole turns out to be', () => {
  const bool = fc.boolean();
  const tree = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('x.a', 'x.b', 'true', 'false'),
      fc
        .tuple(tie('node'), fc.constantFrom('&&', '||', '==', '!='), tie('node'))
        .map(([a, op, b]) => `(${a} ${op} ${b})`),
      tie('node').map((one) => `!${one}`),
    ),
  })).node;
  fc.assert(
    fc.property(tree, bool, bool, (text, a, b) => {
      const partly = value(text, { 'x.a': a });
      const whole = value(text, { 'x.a': a, 'x.b': b });
      expect(whole).not.toBe(undefined);
      if (partly !== undefined && whole !== undefined) expect(isTruthy(partly)).toBe(isTruthy(whole));
    }),
  );
});
