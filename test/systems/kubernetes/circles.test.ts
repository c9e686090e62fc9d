import { circlesIn } from '../../../lib/systems/kubernetes/circles';

function circles(edges: Readonly<Record<string, readonly string[]>>): readonly (readonly string[])[] {
  return circlesIn(new Map(Object.entries(edges)));
}

test.each<[string, Readonly<Record<string, readonly string[]>>, readonly (readonly string[])[]]>([
  ['nothing', {}, []],
  ['a chain', { a: ['b'], b: ['c'] }, []],
  ['two ways to one', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ['one that waits for itself', { a: ['a'] }, [['a']]],
  ['a circle behind a chain', { a: ['b'], b: ['c'], c: ['d'], d: ['b'] }, [['b', 'c', 'd']]],
  [
    'two circles that share one',
    { a: ['b'], b: ['a', 'c'], c: ['b'] },
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
  ],
])('%s', (_, edges, expected) => {
  expect(circles(edges)).toEqual(expected);
});

test('a long chain is no deeper than a short one', () => {
  const names = Array.from({ length: 100_000 }, (_, i) => String(i));
  const chain = new Map(names.map((name, i) => [name, [names[i + 1] ?? '0']]));
  expect(circlesIn(chain).map((circle) => circle.length)).toEqual([100_000]);
});
