import { type Example, type Rule, problem } from '../../../audit';

const example = (rule: string): Example => ({
  manifests: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: api, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [${rule}] }
`,
});

export const policyOpen: Rule = {
  id: 'KUB073',
  severity: 'advice',
  title: 'a network policy lets everybody in, on every port',
  why: 'policies add up: with this one the others of the same pods keep nobody out',
  repair: 'name who is let in, or the port; remove the policy where everybody is meant',
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic',
  good: example('{ ports: [{ port: 8080 }] }'),
  bad: example('{}'),
  check: ({ manifests }) =>
    manifests.of('networking.k8s.io/NetworkPolicy').flatMap((policy) =>
      (policy.object.spec?.ingress ?? []).flatMap(({ from = [], ports = [] }, i) => {
        if (from.length > 0 || ports.length > 0) return [];
        return problem(policy, 'a rule without from and ports lets everybody in', 'name both', `spec.ingress[${i}]`);
      }),
    ),
};
