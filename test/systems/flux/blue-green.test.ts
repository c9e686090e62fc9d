import { ApiObject, Testing } from 'cdk8s';
import { type Manifest, Manifests, readManifests } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { FluxDelivery, FluxKustomization, type IgnoreRule } from '../../../lib/systems/flux';
import { fluxRules } from '../../../lib/systems/flux/rules';
import { example, kustomization } from '../../../lib/systems/flux/rules/examples';
import { messagesOf } from '../../rule-examples';
import { chart, git, serviceAccount } from './chart';

describe('Services of a blue-green Rollout', () => {
  const rollout = (strategy: object): object => ({
    ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'orders', namespace: 'shop' } },
    spec: { strategy },
  });
  const service = (name: string, ssa?: string): object => ({
    ...{ apiVersion: 'v1', kind: 'Service' },
    metadata: { name, namespace: 'shop', annotations: { 'kustomize.toolkit.fluxcd.io/ssa': ssa } },
  });
  const blueGreen = rollout({ blueGreen: { activeService: 'orders', previewService: 'next' } });
  const said =
    'Flux removes the hash of the version from its selector: the next version of Rollout orders goes live without its gates';
  const taken = (...objects: readonly object[]): readonly string[] =>
    messagesOf(fluxRules, 'FLX017', example(...objects));

  test('each that Flux goes on applying', () => {
    expect(taken(kustomization(), blueGreen, service('orders'), service('next', 'Merge'))).toEqual([said, said]);
    expect(taken(kustomization(), blueGreen, service('orders', 'ifnotpresent'), service('next', 'Ignore'))).toEqual([]);
    expect(taken(blueGreen, service('orders'))).toEqual([]);
    expect(taken(kustomization(), rollout({ canary: { stableService: 'orders' } }), service('orders'))).toEqual([]);
  });

  test.each<[string, string[], object | undefined, number]>([
    ['the selector of all objects', ['/spec/selector'], undefined, 0],
    ['the selectors of Services', ['/metadata/labels', '/spec/selector'], { kind: 'Service' }, 0],
    ['all specs', ['/spec'], { name: 'ord.*', namespace: 'shop' }, 0],
    ['by what no one can read', ['/spec/selector'], { name: '(?i)orders(' }, 0],
    ['another Service', ['/spec/selector'], { kind: 'Service', name: 'order' }, 1],
    ['the same name elsewhere', ['/spec/selector'], { kind: 'Service', name: 'orders', namespace: 'sho' }, 1],
    ['the hash alone', ['/spec/selector/rollouts-pod-template-hash'], undefined, 1],
  ])('unless the Kustomization ignores %s', (_, paths, target, count) => {
    const ignore = [{ paths, ...(target === undefined ? {} : { target }) }];
    expect(taken(kustomization({ ignore }), blueGreen, service('orders'))).toHaveLength(count);
  });

  test('unless a patch of the Kustomization says so', () => {
    const patches = [{ patch: '{"metadata":{"annotations":{"kustomize.toolkit.fluxcd.io/ssa":"IfNotPresent"}}}' }];
    expect(taken(kustomization({ patches }), blueGreen, service('orders'))).toEqual([]);
  });

  test.each([
    ['dist/production/orders', 1],
    ['production/orders', 1],
    ['dist/production', 1],
    ['dist/staging', 0],
  ])('in a folder that Flux applies: %s', (folder, count) => {
    const read = (file: string, ...objects: readonly object[]): readonly Manifest[] =>
      readManifests(example(...objects).manifests ?? '', file, 'example').manifests;
    const manifests = new Manifests([
      ...read('clusters/orders.yaml', kustomization()),
      ...read(`${folder}/resources.yaml`, blueGreen, service('orders')),
    ]);
    const rule = fluxRules.find(({ id }) => id === 'FLX017');
    expect(rule?.check({ ...assemblyOf({}), manifests })).toHaveLength(count);
  });
});

describe('a delivery', () => {
  const ignoredBy = (ignore: readonly IgnoreRule[], strategy?: object): unknown => {
    const scope = chart();
    const delivered = chart();
    new ApiObject(delivered, 'rollout', {
      ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'orders' }, spec: { strategy } },
    });
    const source = git(scope);
    new FluxDelivery(scope, 'orders', {
      ...{ name: 'orders', source, path: 'dist/production', serviceAccount, ignore },
      ...(strategy === undefined ? {} : { delivers: delivered }),
    });
    const objects = Testing.synth(scope) as { readonly kind: string; readonly spec: { readonly ignore?: unknown } }[];
    return objects.find(({ kind }) => kind === 'Kustomization')?.spec.ignore;
  };
  const selectorOf = (name: string): object => ({ paths: ['/spec/selector'], target: { kind: 'Service', name } });

  test('leaves to the controllers what its Rollouts switch, each Service once', () => {
    expect(ignoredBy([], { blueGreen: { activeService: 'orders', previewService: 'next' } })).toEqual([
      selectorOf('orders'),
      selectorOf('next'),
    ]);
    const pingPong = { pingService: 'ping', pongService: 'pong' };
    expect(ignoredBy([], { canary: { stableService: 'a', canaryService: 'a', pingPong } })).toEqual(
      ['a', 'ping', 'pong'].map(selectorOf),
    );
    expect(ignoredBy([])).toBeUndefined();
  });

  test('ignores what it is told beside', () => {
    const replicas = { paths: ['/spec/replicas'] };
    expect(ignoredBy([replicas])).toEqual([replicas]);
    expect(ignoredBy([replicas], { blueGreen: { activeService: 'orders' } })).toEqual([replicas, selectorOf('orders')]);
  });

  test.each([[[]], [['spec/selector']], [['/spec/selector', '']], [['/a~2']]])(
    'refuses what is no pointer: %j',
    (paths) => {
      const scope = chart();
      const make = (): object =>
        new FluxKustomization(scope, 'orders', {
          ...{ name: 'orders', source: git(scope), path: 'dist', serviceAccount, ignore: [{ paths }] },
        });
      expect(make).toThrow(
        `FluxKustomization.ignore: expected JSON pointers, such as /spec/selector, got ${JSON.stringify(JSON.stringify(paths))}`,
      );
    },
  );
});
