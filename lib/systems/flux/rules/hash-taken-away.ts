import { dirname } from 'node:path/posix';
import { type Manifest } from '../../../assembly';
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
          if (!service || isLeftAlone(service)) return [];
          if (!kustomizations.some((spec) => applies(spec, service) && !leavesSelectorOf(spec, service))) return [];
          const message = `Flux removes the hash of the version from its selector: the next version of Rollout ${rollout} goes live without its gates`;
          return [problem(service, message, 'ignore its /spec/selector in the Kustomization', 'spec.selector')];
        }),
    );
  },
};

type Spec = FluxKustomizationObject['spec'];

function isLeftAlone({ object: { metadata } }: Manifest): boolean {
  return /^(ifnotpresent|ignore)$/i.test(metadata.annotations?.[POLICY] ?? '');
}

/** A patch may give the Service the annotation that has Flux make it once. */
function leavesSelectorOf({ ignore = [], patches = [] }: Spec, { object: { metadata } }: Manifest): boolean {
  if (JSON.stringify(patches).includes(POLICY)) return true;
  return ignore.some(({ paths, target: { kind, name, namespace } = {} }) => {
    const means = fits(kind, 'Service') && fits(name, metadata.name) && fits(namespace, metadata.namespace);
    return means && paths.some((path) => path === '/spec/selector' || path === '/spec');
  });
}

/** Parts of a target are regular expressions that fit the whole; what cannot be read is believed. */
function fits(pattern: string | undefined, text = ''): boolean {
  if (pattern === undefined || pattern === '') return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}

/**
 * What lies in no folder, as in a single file, is what the Kustomizations beside it apply. A folder of the assembly is one of
 * the repository, or lies at some depth of it: `production` may be `dist/production`.
 */
function applies({ path = '' }: Spec, { origin }: Manifest): boolean {
  const folder = dirname(origin.file ?? '');
  const applied = path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  if (folder === '.' || applied === '') return true;
  const parents = folder.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/'));
  return parents.some((one) => one === applied || applied.endsWith(`/${one}`));
}
