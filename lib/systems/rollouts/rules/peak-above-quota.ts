import { type Manifest, type Manifests, readOnce } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { simulate } from '../schedule';
import { canariesOf, type PlacedCanary } from '../steps';
import { canary, example, SERVICES } from './examples';

const quota = (pods: string): object => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'team', namespace: 'shop' },
  spec: { hard: { pods } },
});
const routed = canary(
  { ...SERVICES, trafficRouting: { nginx: { stableIngress: 'orders' } }, steps: [{ setWeight: 50 }, { pause: {} }] },
  { replicas: 10 },
);

export const peakAboveQuota: Rule = {
  id: 'ROL073',
  severity: 'warning',
  title: 'a canary needs more pods at once than its namespace may have',
  why: 'with a router the old version stays whole while the new one grows: at the quota the new pods are not made, and the release stands until its deadline',
  repair: 'raise the quota to the peak of the release, or let the old pods go with the weight (dynamicStableScale)',
  reference: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  good: example(routed, quota('20')),
  bad: example(routed, quota('12')),
  check: (assembly) => {
    const limits = quotas(assembly.manifests);
    if (limits.size === 0) return [];
    return canariesOf(assembly).flatMap((placed) => {
      const limit = limits.get(placeOf(placed.rollout));
      const { replicas } = placed.rollout.object.spec;
      if (limit === undefined || replicas === undefined) return [];
      const peak = peakOf(placed, replicas);
      if (peak <= limit) return [];
      return problem(
        placed.rollout,
        `a release takes up to ${peak} pods, and the quota of its namespace is ${limit}`,
        `raise the quota to ${peak} or more`,
        'spec.replicas',
      );
    });
  },
};

function peakOf({ canary: strategy, steps }: PlacedCanary, replicas: number): number {
  const states = simulate({ ...strategy, replicas, steps, routed: strategy.trafficRouting !== undefined });
  return Math.max(replicas, ...states.map(({ peak }) => peak));
}

/** The fewest pods that the quotas of a namespace allow; quotas for some pods only are left out. */
const quotas = readOnce((manifests: Manifests): ReadonlyMap<string, number> => {
  const limits = new Map<string, number>();
  for (const quota_ of manifests.of('ResourceQuota')) {
    const { hard = {}, scopes, scopeSelector } = quota_.object.spec ?? {};
    const pods = Number(hard['pods'] ?? hard['count/pods']);
    if (!Number.isInteger(pods) || scopes !== undefined || scopeSelector !== undefined) continue;
    const place = placeOf(quota_);
    limits.set(place, Math.min(pods, limits.get(place) ?? pods));
  }
  return limits;
});

function placeOf({ environment, object }: Manifest): string {
  return `${environment}\n${object.metadata.namespace ?? ''}`;
}
