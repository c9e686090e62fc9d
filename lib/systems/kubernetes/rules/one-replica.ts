import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { Scaling } from '../scaling';

const example = (replicas: number): Example => ({
  manifests: `
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: api, namespace: shop }
spec: { maxUnavailable: 1, selector: { matchLabels: { app.kubernetes.io/name: api } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2 }] }
`,
});

export const oneReplica: Rule = {
  id: 'KUB077',
  severity: 'advice',
  title: 'a workload that is guarded from disruption has one replica',
  why: 'the budget says that the service is to stay up, and while the node of its only pod is drained there is none',
  repair: 'run two replicas, or drop the budget where an interruption does no harm',
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  good: example(2),
  bad: example(1),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    const scaling = new Scaling(manifests);
    return manifests.of('policy/PodDisruptionBudget').flatMap(({ environment, object }) => {
      const selected = pods.selected(environment, object.metadata.namespace, object.spec?.selector ?? {});
      return selected
        .filter(({ manifest, replicas }) => replicas === 1 && !scaling.tryScalerOf(manifest))
        .map(({ manifest }) =>
          problem(
            manifest,
            `PodDisruptionBudget ${object.metadata.name ?? ''} guards its only replica`,
            'run two',
            'spec.replicas',
          ),
        );
    });
  },
};
