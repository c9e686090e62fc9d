import { k8s } from 'cdk8s-plus-28';
import { dnsLabel, invalid } from '../../model';

/** Connections to pods that a `NetworkPolicy` allows. */
export class IngressRule {
  /** From all pods of some namespaces, such as the gateway's, to a port. */
  public static fromNamespaces(namespaces: readonly string[], port: number): IngressRule {
    return new IngressRule({ from: [inNamespaces('IngressRule.fromNamespaces', namespaces)], ports: [tcp(port)] });
  }

  /** From pods of the same namespace with these labels, to a port. */
  public static fromPods(labels: Readonly<Record<string, string>>, port: number): IngressRule {
    return new IngressRule({ from: [{ podSelector: { matchLabels: { ...labels } } }], ports: [tcp(port)] });
  }

  /** From addresses such as `10.0.0.0/8`, to a port: load balancers outside the cluster. */
  public static fromAddresses(cidr: string, port: number): IngressRule {
    return new IngressRule({ from: [addresses('IngressRule.fromAddresses', cidr)], ports: [tcp(port)] });
  }

  private constructor(private readonly rule: k8s.NetworkPolicyIngressRule) {}

  /** @internal */
  public _render(): k8s.NetworkPolicyIngressRule {
    return this.rule;
  }
}

/** Connections from pods that a `NetworkPolicy` allows. */
export class EgressRule {
  /** To the cluster's DNS in `kube-system`. A node-local cache is no pod: allow it with `toAddresses`. */
  public static toDns(): EgressRule {
    return new EgressRule({
      to: [
        {
          ...inNamespaces('EgressRule.toDns', ['kube-system']),
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [{ protocol: 'UDP', port: k8s.IntOrString.fromNumber(53) }, tcp(53)],
    });
  }

  /** To all pods of some namespaces, at a port. */
  public static toNamespaces(namespaces: readonly string[], port: number): EgressRule {
    return new EgressRule({ to: [inNamespaces('EgressRule.toNamespaces', namespaces)], ports: [tcp(port)] });
  }

  /** To pods of the same namespace with these labels, at a port. */
  public static toPods(labels: Readonly<Record<string, string>>, port: number): EgressRule {
    return new EgressRule({ to: [{ podSelector: { matchLabels: { ...labels } } }], ports: [tcp(port)] });
  }

  /** To addresses such as `10.0.0.0/8`, at a port. */
  public static toAddresses(cidr: string, port: number): EgressRule {
    return new EgressRule({ to: [addresses('EgressRule.toAddresses', cidr)], ports: [tcp(port)] });
  }

  private constructor(private readonly rule: k8s.NetworkPolicyEgressRule) {}

  /** @internal */
  public _render(): k8s.NetworkPolicyEgressRule {
    return this.rule;
  }
}

/** Kubernetes itself puts the label with the name on each namespace. */
function inNamespaces(place: string, namespaces: readonly string[]): k8s.NetworkPolicyPeer {
  if (namespaces.length === 0) throw invalid(place, 'at least one namespace', namespaces);
  const values = namespaces.map((name) => dnsLabel(place, name));
  return { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values }] } };
}

function addresses(place: string, cidr: string): k8s.NetworkPolicyPeer {
  if (!/^([0-9.]+\/\d{1,2}|[0-9a-f:]+\/\d{1,3})$/.test(cidr)) {
    throw invalid(place, 'a range of addresses such as "10.0.0.0/8"', cidr);
  }
  return { ipBlock: { cidr } };
}

function tcp(port: number): k8s.NetworkPolicyPort {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw invalid('NetworkPolicy.port', 'a whole number from 1 to 65535', port);
  }
  return { protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) };
}
