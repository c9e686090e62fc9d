import { type Example, type Rule, problem } from '../../../audit';
import { type WorkloadPods, podsOf } from '../pods';
import { Scaling } from '../scaling';

const example = (limit: string): Example => ({
  manifests: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api, namespace: shop }
spec: { ${limit}, selector: { matchLabels: { app.kubernetes.io/name: api } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: 2
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2 }] }
`,
});

export const budgetBlocksDrains: Rule = {
  id: 'KUB021',
  severity: 'warning',
  title: 'a disruption budget lets no pod go',
  why: 'no node with such a pod can be drained: upgrades of the cluster hang until somebody deletes pods by hand',
  repair: 'allow one pod to be missing (maxUnavailable), or keep one replica more than must be there',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  good: example('maxUnavailable: 1'),
  bad: example('minAvailable: 2'),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    const scaling = new Scaling(manifests);
    return manifests.of('policy/PodDisruptionBudget').flatMap((budget) => {
      const { minAvailable, maxUnavailable, selector = {} } = budget.object.spec ?? {};
      const selected = pods.selected(budget.environment, budget.object.metadata.namespace, selector);
      const least = leastReplicas(selected, scaling);
      const blocked =
        maxUnavailable === undefined ? needsAll(minAvailable ?? 0, least) : /^0%?$/.test(String(maxUnavailable));
      if (!blocked) return [];
      const limit =
        maxUnavailable === undefined ? `minAvailable ${minAvailable ?? ''}` : `maxUnavailable ${maxUnavailable}`;
      const of = Number.isFinite(least) ? ` of ${least === 1 ? '1 replica' : `${least} replicas`}` : '';
      return [problem(budget, `${limit}${of} lets no pod go`, 'set maxUnavailable to 1 or to 25%', 'spec')];
    });
  },
};

/** How many pods there are when there are fewest; without end where that is not known. */
function leastReplicas(selected: readonly WorkloadPods[], scaling: Scaling): number {
  if (selected.length === 0) return Infinity;
  return selected
    .map(({ manifest, replicas, selector }) => {
      const autoscaler = scaling.tryScalerOf(manifest);
      if (autoscaler) return autoscaler.object.spec?.minReplicas ?? 1;
      return selector === undefined || manifest.object.kind === 'DaemonSet' ? Infinity : (replicas ?? 1);
    })
    .reduce((sum, count) => sum + count, 0);
}

/** Whether that many must be there that none may go; a share is rounded up. */
function needsAll(minAvailable: number | string, replicas: number): boolean {
  if (replicas === 0) return false;
  if (typeof minAvailable === 'number') return minAvailable >= replicas;
  const share = Number.parseInt(minAvailable, 10) / 100;
  return share >= 1 || (Number.isFinite(replicas) && Math.ceil(share * replicas) === replicas);
}
