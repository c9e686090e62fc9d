import { toYaml } from '../../../assembly';
import { type Example } from '../../../audit';
import { type FreightRequest, type PromotionStep, type PromotionStrategyObject, type StageObject } from '../kinds';

/** The objects of a rule's example, as one file; a field that is `undefined` is left out. */
export function example(...objects: readonly object[]): Example {
  return { manifests: toYaml(JSON.parse(JSON.stringify(objects)) as object[]) };
}

/** Any object of the project `shop`. */
export function object(apiVersion: string, kind: string, name: string, spec: object): object {
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec };
}

/** The Warehouse `orders`. */
export function warehouse(image: object = {}): object {
  const subscriptions = [{ image: { repoURL: 'ghcr.io/acme/orders', ...image } }];
  return object('kargo.akuity.io/v1alpha1', 'Warehouse', 'orders', { interval: '5m', subscriptions });
}

/** Steps that write one digest into the folder of an environment. */
export function steps(
  folder: string,
  set: object = { digest: '${{ imageFrom("ghcr.io/acme/orders").Digest }}' },
): readonly PromotionStep[] {
  const repoURL = 'https://github.com/acme/gitops.git';
  return [
    { uses: 'git-clone', config: { repoURL, checkout: [{ branch: 'main', path: './gitops' }] } },
    {
      uses: 'kustomize-set-image',
      config: { path: `./gitops/${folder}`, images: [{ image: 'ghcr.io/acme/orders', ...set }] },
    },
    { uses: 'git-push', config: { path: './gitops' } },
  ];
}

/** A Stage that takes images from the Warehouse, or from Stages before. */
export function stage(
  name: string,
  sources: FreightRequest['sources'],
  fields: Partial<StageObject['spec']> = {},
): object {
  return object('kargo.akuity.io/v1alpha1', 'Stage', name, {
    requestedFreight: [{ origin: { kind: 'Warehouse', name: 'orders' }, sources }],
    promotionTemplate: { spec: { steps: steps(name) } },
    verification: { analysisTemplates: [{ name: 'error-rate' }] },
    ...fields,
  });
}

/** The policy of a Stage. */
export function policy(stage: string, autoPromotionEnabled: boolean): object {
  return object('kargo.akuity.io/v1alpha1', 'ProjectConfig', 'shop', {
    promotionPolicies: [{ stage, autoPromotionEnabled }],
  });
}

/** The PromotionStrategy `orders`. */
export function strategy(spec: Partial<PromotionStrategyObject['spec']>): object {
  return object('promoter.argoproj.io/v1alpha1', 'PromotionStrategy', 'orders', {
    gitRepositoryRef: { name: 'gitops' },
    environments: [{ branch: 'environment/staging' }, { branch: 'environment/production', autoMerge: false }],
    ...spec,
  });
}
