import * as fc from 'fast-check';
import { readManifests, toYaml } from '../../lib/assembly';

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
        origin: { file: 'a.yaml', line: 7 },
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
  expect(broken).toEqual([{ origin: { file: 'a.yaml', line: 6 }, message: 'Map keys must be unique' }]);
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
    { origin: { file: 'a.yaml', line: 1 }, message: 'Excessive alias count indicates a resource exhaustion attack' },
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
