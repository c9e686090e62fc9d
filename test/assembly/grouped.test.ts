import { addTo, grouped } from '../../lib/assembly';

test('addTo begins a list, and goes on with it', () => {
  const index = new Map<string, number[]>();
  addTo(index, 'a', 1);
  addTo(index, 'b', 2);
  addTo(index, 'a', 3);
  expect([...index]).toEqual([
    ['a', [1, 3]],
    ['b', [2]],
  ]);
});

test('grouped keeps the order of the things and of their keys, and leaves out what has no key', () => {
  const words = ['pod', 'job', '', 'port', 'pod'];
  expect([...grouped(words, (word) => word[0])]).toEqual([
    ['p', ['pod', 'port', 'pod']],
    ['j', ['job']],
  ]);
});
