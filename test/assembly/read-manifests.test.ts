import { readManifests, toYaml } from '../../lib/assembly';
import * as fc from '../property';

test('reads documents with their lines, and the items of a list as objects of their own', () => {
  const text =
    '# two\napiVersion: v1\nkind: Service\nmetadata: { name: a }\n---\n---\napiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Secret }\n';
  expect(readManifests(text, 'a.yaml', 'staging')).toEqual({
    manifests: [
      {
        object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } },
        environment: 'staging',
        origin: { file: 'a.yaml', line: 2 },
      },
      {
        object: { apiVersion: 'v1', kind: 'Secret', metadata: {} },
        environment: 'staging',
        origin: { file: 'a.yaml', line: 10 },
      },
    ],
    broken: [],
    others: 0,
  });
});

test('reads as the API server does: `y` is a boolean, a repeated key is refused', () => {
  const { manifests, broken } = readManifests(
    'apiVersion: v1\nkind: A\nspec: y\n---\nkind: A\nkind: B\n',
    'a.yaml',
    '',
  );
  expect(manifests.map(({ object }) => object)).toEqual([{ apiVersion: 'v1', kind: 'A', metadata: {}, spec: true }]);
  expect(broken).toEqual([{ origin: { file: 'a.yaml', line: 6 }, message: 'the key "kind" is given twice' }]);
});

test('counts documents that are no Kubernetes objects', () => {
  expect(
    readManifests(
      'name: values\n---\njust text\n---\n[1]\n---\napiVersion: v1\nkind: A\nmetadata: text\n',
      'a.yaml',
      '',
    ),
  ).toEqual({
    manifests: [],
    broken: [],
    others: 4,
  });
});

test('refuses aliases that explode', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`);
  const { broken } = readManifests(['apiVersion: v1', 'kind: A', 'a0: &a0 x', ...levels].join('\n'), 'a.yaml', '');
  expect(broken).toEqual([
    { origin: { file: 'a.yaml', line: 8 }, message: 'its aliases stand for more than 100000 values' },
  ]);
});

test('never throws, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab:- \n{}[]&*!|>\'"#%@`,?<\t') }), (text) => {
      expect(readManifests(text, 'a.yaml', '')).toMatchObject({ manifests: [] });
    }),
    { numRuns: 500 },
  );
});

test('reads back what it writes', () => {
  const objects = [
    {
      apiVersion: 'v1',
      kind: 'A',
      metadata: { name: 'y' },
      spec: { on: 'no', script: 'a\n  b\n', list: [1, true, null] },
    },
  ];
  expect(readManifests(toYaml(objects), 'a.yaml', '').manifests.map(({ object }) => object)).toEqual(objects);
});

const HEAD = 'apiVersion: v1\nkind: A\n';
const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1_000;
};

test.each([
  ['brackets without end', `${HEAD}spec: ${'['.repeat(100_000)}`, 'it is nested too deeply to be read'],
  ['brackets that close', `${HEAD}spec: ${'['.repeat(700)}${']'.repeat(700)}`, /nested/],
  ['lists in lists', `${HEAD}spec:\n${'- '.repeat(100_000)}a`, 'it is nested too deeply to be read'],
  ['200 levels', `${HEAD}spec: ${'{a: '.repeat(201)}1${'}'.repeat(201)}`, 'it is nested more than 200 levels deep'],
  [
    'merge keys that double',
    `${HEAD}a0: &a0 {x: 1}\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}]}\n`).join('')}`,
    'its aliases stand for more than 100000 values',
  ],
  ['an alias of itself', `${HEAD}spec: &a [*a]\n`, 'the alias "a" has no anchor before it'],
  ['a key that is a list', `${HEAD}spec: { ? [a] : b }\n`, 'a key is not a text'],
  ['a merge of a text', `${HEAD}<<: text\n`, 'a merge key "<<" takes a map, or a list of maps'],
])('refuses %s at once', (_name, text, message) => {
  const took = seconds(() => {
    expect(readManifests(text, 'a.yaml', '').broken.map((one) => one.message)).toEqual([
      expect.stringMatching(message),
    ]);
  });
  expect(took).toBeLessThan(3);
});

test('goes on with the next document after one that cannot be read', () => {
  const text = `a: [\n---\n${HEAD}metadata: { name: b }\n---\na: 1\na: 2\n`;
  const { manifests, broken } = readManifests(text, 'a.yaml', '');
  expect(manifests.map(({ origin }) => origin.line)).toEqual([3]);
  expect(broken.map(({ origin }) => origin.line)).toEqual([2, 8]);
});

test('reads keys of prototypes as fields like any other', () => {
  const { manifests } = readManifests(
    `${HEAD}spec: { __proto__: { polluted: true }, constructor: 1 }\nbase: &b { __proto__: 2 }\nmerged: { <<: *b }\n`,
    'a.yaml',
    '',
  );
  const [object] = manifests.map((one) => one.object as unknown as Record<string, object>);
  expect(Object.keys(object?.['spec'] ?? {})).toEqual(['__proto__', 'constructor']);
  expect(Object.keys(object?.['merged'] ?? {})).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('takes dates, bytes and numbers to base 60 for the texts that they are', () => {
  const { manifests } = readManifests(`${HEAD}spec: [2026-01-02, 12:30:45, !!binary aGk=, 010, 1_000]\n`, 'a.yaml', '');
  expect(manifests[0]?.object).toEqual({
    apiVersion: 'v1',
    kind: 'A',
    metadata: {},
    spec: ['2026-01-02', '12:30:45', 'aGk=', 8, 1000],
  });
});

test('applies merge keys: own fields first, then the sources in their order', () => {
  const text = `${HEAD}a: &a { x: 1, v: 1 }\nb: &b { v: 2, z: 2 }\nc: { <<: [*a, *b], x: 0 }\n`;
  expect((readManifests(text, 'a.yaml', '').manifests[0]?.object as unknown as Record<string, unknown>)['c']).toEqual({
    x: 0,
    v: 1,
    z: 2,
  });
});

test('takes time in proportion to the text, for many keys as for many aliases', () => {
  const keys = `${HEAD}${Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join('')}`;
  const aliases = `${HEAD}a:\n${Array.from({ length: 20_000 }, (_, i) => `- &a${i} x\n- *a${i}\n`).join('')}`;
  expect(seconds(() => readManifests(keys, 'a.yaml', ''))).toBeLessThan(10);
  expect(seconds(() => readManifests(aliases, 'a.yaml', ''))).toBeLessThan(10);
});
