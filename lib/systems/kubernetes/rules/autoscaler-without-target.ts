import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { Scaling, targetText } from '../scaling';
import { deployment } from './examples';

const example = (kind: string): Example => ({
  manifests: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: ${kind}, name: api }
  minReplicas: 2
  maxReplicas: 10
---
${deployment()}`,
});

/** Silent in a namespace without any workload: its target comes from elsewhere. */
export const autoscalerWithoutTarget: Rule = {
  id: 'KUB016',
  severity: 'error',
  title: 'an autoscaler scales an object that is not there',
  why: 'it is accepted and does nothing: the service keeps its replicas under any load',
  repair: 'name the workload by its apiVersion, kind and name; of a Rollout, the Rollout',
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  good: example('Deployment'),
  bad: example('StatefulSet'),
  check: ({ manifests }) => {
    const scaling = new Scaling(manifests);
    const pods = podsOf(manifests);
    return scaling.all.flatMap((autoscaler) => {
      const workloads = pods.workloads(autoscaler.environment, autoscaler.object.metadata.namespace);
      if (workloads.length === 0 || scaling.tryTargetOf(autoscaler)) return [];
      const named = workloads
        .slice(0, 5)
        .map(({ manifest: { object } }) => `${object.kind} ${object.metadata.name ?? ''}`);
      return [
        problem(
          autoscaler,
          `${targetText(autoscaler)} is not in its namespace`,
          `scale ${named.join(' or ')}`,
          'spec.scaleTargetRef',
        ),
      ];
    });
  },
};
