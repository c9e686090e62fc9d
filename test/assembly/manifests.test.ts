import { type KubernetesObject, Manifests, describe as words, kindOf, originText } from '../../lib/assembly';

declare module '../../lib/assembly/manifests' {
  interface Kinds {
    'example.dev/Thing': { readonly size: number };
  }
}

function thing(name: string, namespace?: string): KubernetesObject & { size: number } {
  return {
    apiVersion: 'example.dev/v1',
    kind: 'Thing',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    size: 1,
  };
}

const objects = [
  { object: thing('a', 'shop'), environment: 'staging', origin: { construct: 'staging/a' } },
  { object: thing('a', 'shop'), environment: 'production', origin: { file: 'a.yaml', line: 3 } },
  { object: thing('b'), environment: 'staging', origin: {} },
];

test('finds objects by kind and by name, and keeps environments apart', () => {
  const manifests = new Manifests(objects);
  expect(manifests.of('example.dev/Thing')).toEqual(objects);
  expect(manifests.tryFind('example.dev/Thing', { environment: 'production', namespace: 'shop', name: 'a' })).toBe(
    objects[1],
  );
  expect(manifests.tryFind('example.dev/Thing', { environment: 'staging', name: 'b' })).toBe(objects[2]);
  expect(
    manifests.tryFind('example.dev/Thing', { environment: 'staging', namespace: 'shop', name: 'b' }),
  ).toBeUndefined();
  expect(manifests.duplicates).toEqual([]);
});

test('sees two objects that would overwrite each other', () => {
  const twice = [objects[0], { ...objects[0], origin: { construct: 'staging/again' } }].filter(
    (one) => one !== undefined,
  );
  expect(new Manifests(twice as typeof objects).duplicates).toEqual([twice]);
});

test('names kinds, objects and origins as people do', () => {
  expect([
    kindOf({ apiVersion: 'v1', kind: 'Service' }),
    kindOf({ apiVersion: 'apps/v1', kind: 'Deployment' }),
  ]).toEqual(['Service', 'apps/Deployment']);
  const unnamed = { apiVersion: 'v1', kind: 'Pod', metadata: {} };
  const generated = { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'run-' } };
  expect([thing('a', 'shop'), thing('b'), unnamed, generated].map(words)).toEqual([
    'Thing shop/a',
    'Thing b',
    'Pod (no name)',
    'Pod run-',
  ]);
  expect(objects.map(({ origin }) => originText(origin))).toEqual(['staging/a', 'a.yaml:3', 'unknown']);
});

test('finds objects of some kinds and groups in the order of the assembly', () => {
  const all = [
    { object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }, environment: '', origin: {} },
    { object: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' } }, environment: '', origin: {} },
    { object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } }, environment: '', origin: {} },
    { object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'f' } }, environment: '', origin: {} },
  ];
  const manifests = new Manifests(all);
  const named = (found: Manifests['all']): (string | undefined)[] => found.map(({ object }) => object.metadata.name);
  expect(named(manifests.ofKinds('Service', 'Pod'))).toEqual(['p', 's']);
  expect(named(manifests.ofKinds('apps/Deployment', 'Job'))).toEqual(['d']);
  expect(manifests.ofKinds('Deployment', 'batch/Job')).toEqual([]);
  expect(named(manifests.ofGroups('apps'))).toEqual(['d', 'f']);
  expect(named(manifests.ofGroups(''))).toEqual(['p', 's']);
  expect(manifests.ofGroups('app')).toEqual([]);
});
