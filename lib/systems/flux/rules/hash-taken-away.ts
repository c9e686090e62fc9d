import { problem, type Rule } from '../../../audit';
import { switchedServices } from '../../kubernetes/switched-services';
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
    strategy: { blueGreen: { activeService: 'orders' } },
  },
};
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: { selector: { app: 'orders' }, ports: [{ port: 80 }] },
};

const IGNORE = [{ paths: ['/spec/selector'], target: { kind: 'Service', name: 'orders' } }];

export const hashTakenAway: Rule = {
  id: 'FLX017',
  severity: 'error',
  title: 'Flux takes from the Services of a blue-green Rollout what holds them at one version',
  why: 'Flux has the server apply a selector whole, which removes the hash that the controller has written there; it then takes the next version for the first one, asks no gate and waits for nobody',
  repair:
    'ignore /spec/selector of these Services in the Kustomization (Flux 2.9 and later); the hash alone is not enough, for a selector is one value',
  reference: 'https://github.com/argoproj/argo-rollouts/issues/4750',
  good: example(GITOPS, kustomization({ ignore: IGNORE }), ROLLOUT, SERVICE),
  bad: example(GITOPS, kustomization(), ROLLOUT, SERVICE),
  check: ({ manifests }) => {
    const kustomizations = manifests.of('kustomize.toolkit.fluxcd.io/Kustomization').map(({ object }) => object.spec);
    if (kustomizations.length === 0) return [];
    return manifests.of('argoproj.io/Rollout').flatMap(({ environment, object }) =>
      switchedServices(object)
        .filter(({ strategy }) => strategy === 'blueGreen')
        .flatMap(({ name }) => {
          const { namespace, name: rollout = '' } = object.metadata;
          const service = manifests.tryFind('Service', { environment, namespace, name });
          if (!service) return [];
          const sets = kustomizations.some(
            (spec) =>
              applies(spec, service) && !isMadeOnce(spec, service) && !ignoredPaths(spec, service).some(isSelector),
          );
          if (!sets) return [];
          const message = `Flux removes the hash of the version from its selector: the next version of Rollout ${rollout} goes live without its gates`;
          return [problem(service, message, 'ignore its /spec/selector in the Kustomization', 'spec.selector')];
        }),
    );
  },
};

function isSelector(path: string): boolean {
  return path === '/spec/selector' || path === '/spec';
}
