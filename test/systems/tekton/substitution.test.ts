import { referencesIn, substitute, textsIn, typeOf } from '../../../lib/systems/tekton/substitution';
import * as fc from '../../property';

const partsOf = (text: string): (readonly string[])[] => referencesIn(text).map(({ parts }) => parts);

test('reads dots, both quotes, items and keys', () => {
  expect(referencesIn('a $(params.url) $(tasks["b.c"].results[\'d\'][2]) $(params.list[*])')).toEqual([
    { text: '$(params.url)', parts: ['params', 'url'], closed: true, at: 2 },
    {
      text: '$(tasks["b.c"].results[\'d\'][2])',
      parts: ['tasks', 'b.c', 'results', 'd'],
      index: '2',
      closed: true,
      at: 16,
    },
    { text: '$(params.list[*])', parts: ['params', 'list'], index: '*', closed: true, at: 48 },
  ]);
});

test('leaves commands to the shell, unless they begin like a reference', () => {
  expect(partsOf('$(date) $(git log) $(cat a.txt) $((1 + 2)) $(basename "$(pwd)")')).toEqual([['date'], ['pwd']]);
  expect(referencesIn('$(params.url and $(tasks')).toEqual([
    { text: '$(params.url', parts: ['params', 'url'], closed: false, at: 0 },
  ]);
});

test('walks every text, and no description', () => {
  const value = { description: 'a', steps: [{ name: 'b', args: ['c', 5] }], params: [{ value: { description: 'd' } }] };
  expect(textsIn(value, 'spec')).toEqual([
    { path: 'spec.steps[0].name', text: 'b' },
    { path: 'spec.steps[0].args[0]', text: 'c' },
    { path: 'spec.params[0].value.description', text: 'd' },
  ]);
});

test('gives values the types of Tekton', () => {
  expect(['a', 5, true, null, ['a'], { a: 'b' }].map(typeOf)).toEqual([
    'string',
    'string',
    'string',
    'string',
    'array',
    'object',
  ]);
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const plain = fc.string().filter((text) => !text.includes('$'));

test('finds a written reference again, whatever is around it', () => {
  fc.assert(
    fc.property(plain, name, name, plain, (before, head, rest, after) => {
      const [found] = referencesIn(`${before}$(${head}.${rest})${after}`);
      expect(found).toEqual({ text: `$(${head}.${rest})`, parts: [head, rest], closed: true, at: before.length });
    }),
  );
});

test('substitutes what is known and nothing else', () => {
  fc.assert(
    fc.property(plain, name, plain, plain, (before, param, value, after) => {
      const text = `${before}$(params.${param})${after}$(params.${param}x)`;
      const known = ({ parts }: { readonly parts: readonly string[] }): string | undefined =>
        parts[1] === param ? value : undefined;
      expect(substitute(text, known)).toBe(`${before}${value}${after}$(params.${param}x)`);
      expect(substitute(text, () => undefined)).toBe(text);
    }),
  );
});
