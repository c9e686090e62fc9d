import { type Example, type Rule, problem } from '../../../audit';
import { labelsOfNearest } from '../nearest-workload';
import { podsOf } from '../pods';
import { selectorText } from '../selector';
import { deployment } from './examples';

const example = (name: string): Example => ({
  manifests: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: { matchLabels: { app.kubernetes.io/name: ${name} } }, policyTypes: [Ingress] }
---
${deployment()}`,
});

/** Silent in a namespace without any workload: its pods come from elsewhere. */
export const networkPolicyWithoutPods: Rule = {
  id: 'KUB022',
  severity: 'error',
  title: 'a network policy selects no pods',
  why: 'it is accepted and protects nothing: whoever it should keep out gets in',
  repair: "select labels of the workload's pod template, or nothing to mean all pods of the namespace",
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  good: example('api'),
  bad: example('order-api'),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    return manifests.of('networking.k8s.io/NetworkPolicy').flatMap((policy) => {
      const { environment, object } = policy;
      const { name, namespace } = object.metadata;
      const selector = object.spec?.podSelector ?? {};
      if (!pods.misses(environment, namespace, selector)) return [];
      return [
        problem(
          policy,
          `no pod in its namespace has the labels ${selectorText(selector)}`,
          `select ${labelsOfNearest(pods.workloads(environment, namespace), name)}`,
          'spec.podSelector',
        ),
      ];
    });
  },
};
