import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { referencesOf } from '../references';
import { example, GITOPS, kustomization } from './examples';

const app = kustomization({ dependsOn: [{ name: 'migration' }] });

export const waitedForNothing: Rule = {
  id: 'FLX008',
  severity: 'error',
  title: 'a Kustomization waits for another that does not wait for its own objects',
  why: 'applied counts as ready: the new version starts while the migration before it still runs, or has failed',
  repair: 'set wait: true, or healthChecks, where others depend on it',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  good: example(GITOPS, kustomization({}, 'migration'), app),
  bad: example(GITOPS, kustomization({ wait: undefined }, 'migration'), app),
  check: ({ manifests }) =>
    referencesOf(manifests).flatMap(({ manifest, kind, name, namespace, path }) => {
      if (kind !== 'kustomize.toolkit.fluxcd.io/Kustomization') return [];
      const found = manifests.tryFind(kind, { environment: manifest.environment, namespace, name });
      const { wait, healthChecks = [] } = found?.object.spec ?? {};
      if (!found || wait === true || healthChecks.length > 0) return [];
      return [
        problem(
          found,
          `${describe(manifest.object)} waits for it (${path}), and it does not wait for its own objects`,
          'set wait: true',
          'spec.wait',
        ),
      ];
    }),
};
