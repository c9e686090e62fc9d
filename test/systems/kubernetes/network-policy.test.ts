import { type Construct } from 'constructs';
import { DefaultDeny, EgressRule, IngressRule, NetworkPolicy } from '../../../lib/systems/kubernetes';
import { NAMES, make, metadata, pods, render } from './chart';

test('DefaultDeny allows nothing, and a NetworkPolicy what it names', () => {
  const inNamespaces = (...values: string[]): object => ({
    namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] },
  });
  const tcp = (port: number): object => ({ protocol: 'TCP', port });
  expect(
    render((chart) => {
      new DefaultDeny(chart, 'deny', { name: 'default-deny' });
      new NetworkPolicy(chart, 'allow', {
        name: 'api',
        pods,
        ingress: [
          IngressRule.fromNamespaces(['gateway', 'monitoring'], 8080),
          IngressRule.fromPods({ team: 'shop' }, 1),
          IngressRule.fromAddresses('10.0.0.0/8', 8080),
        ],
        egress: [
          EgressRule.toDns(),
          EgressRule.toNamespaces(['db'], 5432),
          EgressRule.toPods({ team: 'shop' }, 65535),
          EgressRule.toAddresses('fd00::/8', 443),
        ],
      });
      new NetworkPolicy(chart, 'in', { name: 'in', ingress: [] });
    }),
  ).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: metadata(),
      spec: {
        podSelector: { matchLabels: NAMES },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [
          { from: [inNamespaces('gateway', 'monitoring')], ports: [tcp(8080)] },
          { from: [{ podSelector: { matchLabels: { team: 'shop' } } }], ports: [tcp(1)] },
          { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [tcp(8080)] },
        ],
        egress: [
          {
            to: [{ ...inNamespaces('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
            ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
          },
          { to: [inNamespaces('db')], ports: [tcp(5432)] },
          { to: [{ podSelector: { matchLabels: { team: 'shop' } } }], ports: [tcp(65535)] },
          { to: [{ ipBlock: { cidr: 'fd00::/8' } }], ports: [tcp(443)] },
        ],
      },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'in', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [] },
    },
  ]);
});

test.each<[string, (scope: Construct) => unknown, string]>([
  [
    'a port beyond the last',
    () => IngressRule.fromPods({}, 70_000),
    'NetworkPolicy.port: expected a whole number from 1 to 65535, got 70000',
  ],
  [
    'part of a port',
    () => IngressRule.fromPods({}, 80.5),
    'NetworkPolicy.port: expected a whole number from 1 to 65535, got 80.5',
  ],
  [
    'no namespaces',
    () => EgressRule.toNamespaces([], 80),
    'EgressRule.toNamespaces: expected at least one namespace, got []',
  ],
  [
    'a host where addresses are meant',
    () => EgressRule.toAddresses('db.acme.dev', 80),
    'EgressRule.toAddresses: expected a range of addresses such as "10.0.0.0/8", got "db.acme.dev"',
  ],
  [
    'a policy about nothing',
    (chart) => new NetworkPolicy(chart, 'x', { name: 'api', pods }),
    'NetworkPolicy.ingress: expected a list of rules, here or in egress, got nothing',
  ],
])('refuses %s', (_, construct, message) => {
  expect(make(construct)).toThrow(new Error(message));
});
