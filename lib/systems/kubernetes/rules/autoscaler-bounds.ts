import { type Example, type Rule, problem } from '../../../audit';

const example = (minReplicas: number): Example => ({
  manifests: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: api, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }
  minReplicas: ${minReplicas}
  maxReplicas: 10
`,
});

export const autoscalerBounds: Rule = {
  id: 'KUB018',
  severity: 'error',
  title: 'an autoscaler has a minimum above its maximum',
  why: 'the API server refuses it, and with it whatever is applied in one go',
  repair: 'let minReplicas be at most maxReplicas',
  good: example(2),
  bad: example(20),
  check: ({ manifests }) =>
    manifests.of('autoscaling/HorizontalPodAutoscaler').flatMap((autoscaler) => {
      const { minReplicas = 1, maxReplicas = 1 } = autoscaler.object.spec ?? {};
      if (minReplicas <= maxReplicas) return [];
      return [
        problem(
          autoscaler,
          `minReplicas ${minReplicas} is above maxReplicas ${maxReplicas}`,
          'swap them, or raise maxReplicas',
          'spec.minReplicas',
        ),
      ];
    }),
};
