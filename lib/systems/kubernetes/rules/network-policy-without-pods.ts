import { type Example, type Rule } from '../../../audit';
import { podsOf } from '../pods';
import { deployment } from './examples';
import { unselected } from './unselected';

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
    return manifests
      .of('networking.k8s.io/NetworkPolicy')
      .flatMap((policy) => unselected(policy, policy.object.spec?.podSelector ?? {}, 'spec.podSelector', pods));
  },
};
