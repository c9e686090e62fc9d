import { kindOf, type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { example, object, strategy } from './examples';

const gated = strategy({ activeCommitStatuses: [{ key: 'timer' }] });
const timer = (key: string): object =>
  object('promoter.argoproj.io/v1alpha1', 'TimedCommitStatus', 'orders', {
    key,
    promotionStrategyRef: { name: 'orders' },
    environments: [{ branch: 'environment/staging', duration: '1h' }],
  });

/** The kinds that report, with the key that each has unless it says another. */
const REPORTERS: Readonly<Record<string, string>> = {
  'promoter.argoproj.io/ArgoCDCommitStatus': 'argocd-health',
  'promoter.argoproj.io/TimedCommitStatus': 'timer',
};

/** Other controllers may report too, so it says nothing where none of the known ones is rendered. */
export const statusUnreported: Rule = {
  id: 'KGO009',
  severity: 'warning',
  title: 'a PromotionStrategy waits for a commit status that nobody here reports',
  why: 'the status never comes, and no change gets past the first environment',
  repair: 'give the reporter the key that the strategy asks for',
  reference: 'https://gitops-promoter.readthedocs.io/en/latest/gating-promotions/',
  good: example(gated, timer('timer')),
  bad: example(gated, timer('bake-time')),
  check: ({ manifests }) => {
    const reported = reportedKeys(manifests.ofKinds(...Object.keys(REPORTERS)));
    return manifests.of('promoter.argoproj.io/PromotionStrategy').flatMap((manifest) => {
      const { name = '', namespace = '' } = manifest.object.metadata;
      const keys = reported.get([manifest.environment, namespace, name].join('\n'));
      if (!keys) return [];
      return (manifest.object.spec.activeCommitStatuses ?? []).flatMap(({ key }, i) => {
        if (keys.includes(key)) return [];
        const message = `nobody reports "${key}", there is ${keys.map((one) => `"${one}"`).join(', ')}`;
        return [problem(manifest, message, 'use one key for both', `spec.activeCommitStatuses[${i}].key`)];
      });
    });
  },
};

interface Reporter {
  readonly spec?: { readonly key?: string; readonly promotionStrategyRef?: { readonly name: string } };
}

function reportedKeys(reporters: readonly Manifest[]): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const { environment, object } of reporters) {
    const usual = REPORTERS[kindOf(object)];
    const { spec } = object as Reporter;
    if (usual === undefined) continue;
    const place = [environment, object.metadata.namespace ?? '', spec?.promotionStrategyRef?.name ?? ''].join('\n');
    keys.set(place, [...(keys.get(place) ?? []), spec?.key ?? usual]);
  }
  return keys;
}
