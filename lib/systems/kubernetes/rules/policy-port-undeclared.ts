import { type Example, type Rule, problem } from '../../../audit';
import { podsOf } from '../pods';
import { portsOf } from '../service-ports';
import { deployment } from './examples';

const example = (port: number): Example => ({
  manifests: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: api } }
  policyTypes: [Ingress]
  ingress: [{ ports: [{ port: ${port} }] }]
---
${deployment(', ports: [{ containerPort: 8080 }]')}`,
});

/** Declared ports are for readers, so one that is not declared may still work: hence a warning. */
export const policyPortUndeclared: Rule = {
  id: 'KUB072',
  severity: 'warning',
  title: 'a network policy opens a port that its pods do not declare, though they declare others',
  why: 'most likely what it should let in is kept out: connections to the real port run into their time limit',
  repair: 'open the port of the container; the port of a Service counts for nothing here',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  good: example(8080),
  bad: example(80),
  check: ({ manifests }) => {
    const pods = podsOf(manifests);
    return manifests.of('networking.k8s.io/NetworkPolicy').flatMap((policy) => {
      const { podSelector = {}, ingress = [] } = policy.object.spec ?? {};
      const selected = pods.selected(policy.environment, policy.object.metadata.namespace, podSelector);
      const numbers = [...new Set(selected.flatMap(portsOf).map(({ containerPort }) => containerPort))];
      return ingress.flatMap(({ ports = [] }, i) =>
        ports.flatMap(({ port, endPort }, j) => {
          if (typeof port !== 'number' || endPort !== undefined || numbers.length === 0) return [];
          if (numbers.includes(port)) return [];
          return problem(
            policy,
            `it opens ${port}, and the containers of its pods declare ${numbers.join(', ')}`,
            `open ${numbers.join(' or ')}`,
            `spec.ingress[${i}].ports[${j}].port`,
          );
        }),
      );
    });
  },
};
