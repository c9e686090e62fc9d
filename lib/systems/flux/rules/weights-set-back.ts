import { problem, type Rule } from '../../../audit';
import { movedRoutes } from '../../kubernetes/moved-routes';
import { applies, ignoredPaths, isMadeOnce } from '../applied';
import { example, GITOPS, kustomization } from './examples';

const ROLLOUT = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: {
    selector: { matchLabels: { app: 'orders' } },
    template: {
      metadata: { labels: { app: 'orders' } },
      spec: { containers: [{ name: 'orders', image: 'ghcr.io/acme/orders' }] },
    },
    strategy: {
      canary: {
        stableService: 'orders',
        canaryService: 'orders-canary',
        trafficRouting: { istio: { virtualService: { name: 'orders' } } },
        steps: [{ setWeight: 10 }],
      },
    },
  },
};
const route = (host: string, weight: number): object => ({ destination: { host }, weight });
const ROUTE = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: { hosts: ['orders'], http: [{ route: [route('orders', 100), route('orders-canary', 0)] }] },
};
const IGNORE = [
  {
    paths: ['/spec/http/0/route/0/weight', '/spec/http/0/route/1/weight'],
    target: { kind: 'VirtualService', name: 'orders' },
  },
];

export const weightsSetBack: Rule = {
  id: 'FLX018',
  severity: 'error',
  title: 'Flux sets back the weights that a Rollout has set',
  why: 'at its next look, in the middle of a canary, all traffic goes back to the old version, and the gates judge none',
  repair: 'ignore the weights of the route in the Kustomization, by a pointer to each (Flux 2.9 and later)',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#ignore',
  good: example(GITOPS, kustomization({ ignore: IGNORE }), ROLLOUT, ROUTE),
  bad: example(GITOPS, kustomization(), ROLLOUT, ROUTE),
  check: ({ manifests }) => {
    const kustomizations = manifests.of('kustomize.toolkit.fluxcd.io/Kustomization').map(({ object }) => object.spec);
    if (kustomizations.length === 0) return [];
    return manifests.of('argoproj.io/Rollout').flatMap(({ environment, object }) =>
      movedRoutes(object)
        .filter(({ kind }) => kind !== 'DestinationRule')
        .flatMap(({ group, kind, name, added }) => {
          const { namespace, name: rollout = '' } = object.metadata;
          const route = manifests.tryFindAny(`${group}/${kind}`, { environment, namespace, name });
          if (!route) return [];
          const sets = kustomizations.some(
            (spec) =>
              applies(spec, route) &&
              !isMadeOnce(spec, route) &&
              !ignoredPaths(spec, route).some((path) => leaves(path, added)),
          );
          const message = `Flux sets back the weights that the controller of Rollout ${rollout} writes to it`;
          return sets ? [problem(route, message, 'ignore its weights in the Kustomization', 'spec')] : [];
        }),
    );
  },
};

/** A pointer to a weight does, and to what holds all of them; the latter alone where the controller adds routes too. */
function leaves(path: string, added: readonly string[]): boolean {
  return /^\/spec(\/http|\/rules)?$/.test(path) || (added.length === 0 && path.endsWith('/weight'));
}
