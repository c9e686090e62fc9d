import { ApiObject, Testing } from 'cdk8s';
import { FluxDelivery } from '../../../lib/systems/flux';
import { fluxRules } from '../../../lib/systems/flux/rules';
import { example, kustomization } from '../../../lib/systems/flux/rules/examples';
import { messagesOf } from '../../rule-examples';
import { chart, git, serviceAccount } from './chart';

type Routed = { readonly apiVersion: string; readonly kind: string; readonly [field: string]: unknown };

const rollout = (trafficRouting: object): Routed => ({
  ...{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'orders', namespace: 'shop' } },
  spec: { strategy: { canary: { trafficRouting } } },
});
const object = (apiVersion: string, kind: string, name: string, spec: object): Routed => ({
  ...{ apiVersion, kind, metadata: { name, namespace: 'shop' } },
  spec,
});
const weighted = (...weights: readonly (number | undefined)[]): object[] =>
  weights.map((weight) => (weight === undefined ? { name: 'a' } : { name: 'a', weight }));

const virtualService = (http: object[]): Routed =>
  object('networking.istio.io/v1', 'VirtualService', 'orders', { http });
const httpRoute = (rules: object[]): Routed => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', { rules });
const byIstio = rollout({ istio: { virtualService: { name: 'orders' } } });
const byGateway = rollout({ plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'web' } } });
const adding = rollout({ managedRoutes: [{ name: 'beta' }], istio: { virtualService: { name: 'orders' } } });
const ROUTE = virtualService([{ route: weighted(100, 0) }]);

describe('the rule', () => {
  const said = 'Flux sets back the weights that the controller of Rollout orders writes to it';
  const setBack = (...objects: readonly object[]): readonly string[] =>
    messagesOf(fluxRules, 'FLX018', example(...objects));
  const ignoring = (path: string): object => kustomization({ ignore: [{ paths: [path] }] });

  test('names every route that Flux applies, of Istio and of the Gateway API', () => {
    expect(setBack(kustomization(), byIstio, ROUTE)).toEqual([said]);
    expect(setBack(kustomization(), byGateway, httpRoute([{ backendRefs: weighted(1, 0) }]))).toEqual([said]);
    expect(setBack(kustomization(), byGateway, ROUTE)).toEqual([]);
    expect(setBack(byIstio, ROUTE)).toEqual([]);
    const rule = object('networking.istio.io/v1', 'DestinationRule', 'orders', { subsets: [] });
    expect(setBack(kustomization(), rollout({ istio: { destinationRule: { name: 'orders' } } }), rule)).toEqual([]);
  });

  test.each([
    ['/spec/http/0/route/0/weight', []],
    ['/spec/http', []],
    ['/spec', []],
    ['/spec/hosts', [said]],
    ['/spec/http/0/match', [said]],
  ])('where %s is ignored', (path, expected) => {
    expect(setBack(ignoring(path), byIstio, ROUTE)).toEqual(expected);
  });

  test('wants the whole list left alone where the controller adds routes', () => {
    expect(setBack(ignoring('/spec/http/0/route/0/weight'), adding, ROUTE)).toEqual([said]);
    expect(setBack(ignoring('/spec/http'), adding, ROUTE)).toEqual([]);
  });
});

describe('a delivery', () => {
  const ignoredFor = (...objects: readonly Routed[]): unknown => {
    const [scope, delivers] = [chart(), chart()];
    objects.forEach((one, i) => new ApiObject(delivers, `${i}`, one));
    new FluxDelivery(scope, 'orders', {
      ...{ name: 'orders', source: git(scope), path: 'dist/production', serviceAccount, delivers },
    });
    const made = Testing.synth(scope) as { readonly kind: string; readonly spec: { readonly ignore?: unknown } }[];
    return made.find(({ kind }) => kind === 'Kustomization')?.spec.ignore;
  };

  test('leaves each weight that Git has to the controller', () => {
    const two = virtualService([{ route: weighted(100, 0) }, { match: [] }, { route: weighted(undefined, 5) }]);
    expect(ignoredFor(byIstio, two)).toEqual([
      {
        paths: ['/spec/http/0/route/0/weight', '/spec/http/0/route/1/weight', '/spec/http/2/route/1/weight'],
        target: { kind: 'VirtualService', name: 'orders' },
      },
    ]);
    expect(ignoredFor(byGateway, httpRoute([{ backendRefs: weighted(1) }]))).toEqual([
      { paths: ['/spec/rules/0/backendRefs/0/weight'], target: { kind: 'HTTPRoute', name: 'web' } },
    ]);
  });

  test('leaves a list to which routes are added as a whole, and labels in which Git has no hash', () => {
    expect(ignoredFor(adding, ROUTE)).toEqual([
      { paths: ['/spec/http'], target: { kind: 'VirtualService', name: 'orders' } },
    ]);
    const subsets = [{ name: 'stable', labels: { app: 'orders' } }, { name: 'bare' }];
    const rule = object('networking.istio.io/v1', 'DestinationRule', 'orders', { subsets });
    expect(ignoredFor(rollout({ istio: { destinationRule: { name: 'orders' } } }), rule)).toEqual([
      { paths: ['/spec/subsets/0/labels'], target: { kind: 'DestinationRule', name: 'orders' } },
    ]);
  });

  test('ignores nothing where there is nothing to ignore', () => {
    expect(ignoredFor(byIstio)).toBeUndefined();
    expect(ignoredFor(ROUTE)).toBeUndefined();
    expect(ignoredFor(byIstio, virtualService([{ route: weighted(undefined) }]))).toBeUndefined();
  });
});
