import { type Example, type Rule, problem } from '../../../audit';
import { type PodContainer } from '../pod-spec';
import { podsOf } from '../pods';
import { Scaling, targetText } from '../scaling';

const example = (requests: string): Example => ({
  manifests: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  maxReplicas: 10
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: api } }
  template:
    metadata: { labels: { app.kubernetes.io/name: api } }
    spec: { containers: [{ name: api, image: ghcr.io/acme/api:v2, resources: { requests: ${requests} } }] }
`,
});

export const autoscalerWithoutRequest: Rule = {
  id: 'KUB017',
  severity: 'error',
  title: 'an autoscaler aims at a share of a request that a container does not make',
  why: 'the share cannot be computed (FailedGetResourceMetric) and the service is never scaled',
  repair: 'let every container of the pod request the resource, sidecars too',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details',
  good: example('{ cpu: 250m }'),
  bad: example('{ memory: 512Mi }'),
  check: ({ manifests }) => {
    const scaling = new Scaling(manifests);
    const pods = podsOf(manifests);
    return scaling.all.flatMap((autoscaler) => {
      const target = scaling.tryTargetOf(autoscaler);
      const containers = (target ? pods.of(target) : []).flatMap((one) => one.containers);
      return (autoscaler.object.spec?.metrics ?? []).flatMap(({ resource }, i) => {
        if (resource?.target.averageUtilization === undefined) return [];
        const silent = containers.filter((one) => !requests(one, resource.name));
        return silent.map(({ container: { name } }) =>
          problem(
            autoscaler,
            `container "${name}" of ${targetText(autoscaler)} requests no ${resource.name}`,
            `set resources.requests.${resource.name} of the container`,
            `spec.metrics[${i}].resource`,
          ),
        );
      });
    });
  },
};

/** A limit counts, for Kubernetes takes it for the request; init containers count only where they stay as sidecars. */
function requests({ role, container }: PodContainer, resource: string): boolean {
  if (role === 'ephemeral' || (role === 'init' && container.restartPolicy !== 'Always')) return true;
  const { requests = {}, limits = {} } = container.resources ?? {};
  return requests[resource] !== undefined || limits[resource] !== undefined;
}
