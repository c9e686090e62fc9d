import { describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { Scaling } from '../scaling';

const example = (replicas: string): Example => ({
  manifests: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }, maxReplicas: 10 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  ${replicas}
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2 }] }
`,
});

export const replicasSetTwice: Rule = {
  id: 'KUB019',
  severity: 'warning',
  title: 'a workload says its replicas although an autoscaler does',
  why: 'each apply sets the service back to that number in the middle of its busiest hour',
  repair: 'leave replicas out of the workload, from its first release on',
  reference:
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  good: example(''),
  bad: example('replicas: 3'),
  check: ({ manifests }) => {
    const scaling = new Scaling(manifests);
    return podsOf(manifests).all.flatMap(({ manifest, replicas }) => {
      const autoscaler = scaling.tryScalerOf(manifest);
      if (replicas === undefined || !autoscaler) return [];
      return [
        problem(
          manifest,
          `it says ${replicas} replicas, and ${describe(autoscaler.object)} scales it`,
          'remove spec.replicas',
          'spec.replicas',
        ),
      ];
    });
  },
};
