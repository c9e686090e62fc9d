import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type FluxKustomizationObject, type ImagePolicyObject, type ImageUpdateAutomationObject } from '../kinds';

/** The objects of a rule's example, as one file; a field that is `undefined` is left out. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(JSON.parse(JSON.stringify(objects)) as object[]) };
}

/** Any object of the namespace `delivery`. */
export function object(apiVersion: string, kind: string, name: string, spec: object): object {
  return { apiVersion, kind, metadata: { name, namespace: 'delivery' }, spec };
}

/** The GitRepository `gitops`, at its branch `main`. */
export const GITOPS = object('source.toolkit.fluxcd.io/v1', 'GitRepository', 'gitops', {
  interval: '1m',
  url: 'https://github.com/acme/gitops.git',
  ref: { branch: 'main' },
});

/** A Kustomization that is sound. */
export function kustomization(fields: Partial<FluxKustomizationObject['spec']> = {}, name = 'orders'): object {
  return object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, {
    interval: '10m',
    timeout: '5m',
    sourceRef: { kind: 'GitRepository', name: 'gitops' },
    path: './dist/production',
    prune: true,
    wait: true,
    serviceAccountName: 'orders',
    ...fields,
  });
}

/** The ImageRepository `orders`. */
export const SCANNED = object('image.toolkit.fluxcd.io/v1', 'ImageRepository', 'orders', {
  image: 'ghcr.io/acme/orders',
  interval: '5m',
});

/** An ImagePolicy that is sound. */
export function policy(fields: Partial<ImagePolicyObject['spec']> = {}): object {
  return object('image.toolkit.fluxcd.io/v1', 'ImagePolicy', 'orders', {
    imageRepositoryRef: { name: 'orders' },
    filterTags: { pattern: '^main-[a-f0-9]+-(?P<ts>[0-9]{10})$', extract: '$ts' },
    policy: { numerical: { order: 'asc' } },
    ...fields,
  });
}

/** An ImageUpdateAutomation that proposes its changes. */
export function automation(fields: Partial<ImageUpdateAutomationObject['spec']> = {}): object {
  return object('image.toolkit.fluxcd.io/v1', 'ImageUpdateAutomation', 'orders', {
    interval: '5m',
    sourceRef: { kind: 'GitRepository', name: 'gitops' },
    git: {
      commit: { author: { email: 'flux@acme.dev' } },
      checkout: { ref: { branch: 'main' } },
      push: { branch: 'images' },
    },
    update: { path: './promoted/production', strategy: 'Setters' },
    ...fields,
  });
}
