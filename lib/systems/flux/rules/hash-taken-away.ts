import { dirname } from 'node:path/posix';
import { type Manifest, type Manifests } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { switchedServices } from '../../kubernetes/switched-services';
import { type FluxKustomizationObject } from '../kinds';
import { example, GITOPS, kustomization } from './examples';

const POLICY = 'kustomize.toolkit.fluxcd.io/ssa';

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
const service = (annotations?: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders', namespace: 'shop', annotations },
  spec: { selector: { app: 'orders' }, ports: [{ port: 80 }] },
});

export const hashTakenAway: Rule = {
  id: 'FLX017',
  severity: 'error',
  title: 'Flux takes from the Services of a blue-green Rollout what holds them at one version',
  why: 'Flux has the server apply a selector whole, which removes the hash that the controller has written there; it then takes the next version for the first one, asks no gate and waits for nobody',
  repair: `annotate the Service with ${POLICY}: IfNotPresent, after which Flux makes it and changes it no more; or release by Flagger`,
  reference: 'https://github.com/argoproj/argo-rollouts/issues/4750',
  good: example(GITOPS, kustomization(), ROLLOUT, service({ [POLICY]: 'IfNotPresent' })),
  bad: example(GITOPS, kustomization(), ROLLOUT, service()),
  check: ({ manifests }) => {
    const applied = appliedFolders(manifests);
    if (applied.size === 0) return [];
    return manifests.of('argoproj.io/Rollout').flatMap(({ environment, object }) =>
      switchedServices(object)
        .filter(({ strategy }) => strategy === 'blueGreen')
        .flatMap(({ name }) => {
          const { namespace, name: rollout = '' } = object.metadata;
          const service = manifests.tryFind('Service', { environment, namespace, name });
          if (!service || isLeftAlone(service) || !isApplied(service, applied)) return [];
          const message = `Flux removes the hash of the version from its selector: the next version of Rollout ${rollout} goes live without its gates`;
          return [problem(service, message, `annotate it with ${POLICY}: IfNotPresent`, 'metadata.annotations')];
        }),
    );
  },
};

function isLeftAlone({ object: { metadata } }: Manifest): boolean {
  return /^(ifnotpresent|ignore)$/i.test(metadata.annotations?.[POLICY] ?? '');
}

/** The folders that Flux applies, but for Kustomizations that patch the policy into what they apply. */
function appliedFolders(manifests: Manifests): ReadonlySet<string> {
  const folders = manifests
    .of('kustomize.toolkit.fluxcd.io/Kustomization')
    .map(({ object }) => object.spec)
    .filter((spec) => !patchesPolicy(spec))
    .map(({ path = '' }) => path.split('/').filter((part) => part !== '' && part !== '.'));
  return new Set(folders.map((parts) => parts.join('/')));
}

function patchesPolicy({ patches = [] }: FluxKustomizationObject['spec']): boolean {
  return JSON.stringify(patches).includes(POLICY);
}

/**
 * What lies in no folder, as in a single file, is what the Kustomizations beside it apply. A folder of the assembly is one of
 * the repository, or lies at some depth of it: `production` may be `dist/production`.
 */
function isApplied({ origin }: Manifest, folders: ReadonlySet<string>): boolean {
  const folder = dirname(origin.file ?? '');
  if (folder === '.' || folders.has('')) return true;
  const parents = folder.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  return [...folders].some((applied) => parents.some((one) => one === applied || applied.endsWith(`/${one}`)));
}
