import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type EgressRule, type IngressRule } from './network-rule';
import { type ObjectProps, renderMetadata } from './object-props';
import { type PodTemplate } from './pod-template';

export interface NetworkPolicyProps extends ObjectProps {
  /** The pods that it speaks of. @default all pods of the namespace */
  readonly pods?: Pick<PodTemplate, 'selector'>;
  /** Who may connect to them. @default this policy says nothing of incoming connections */
  readonly ingress?: readonly IngressRule[];
  /** What they may connect to. @default this policy says nothing of outgoing connections */
  readonly egress?: readonly EgressRule[];
}

/**
 * Which connections the pods of a service may have. Where any policy speaks of a direction, only what some policy
 * allows passes; an empty list allows nothing.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends Construct {
  public readonly name: string;

  /** Throws `NetworkPolicy.ingress: …` where neither direction is spoken of: Kubernetes would take it for a ban on ingress. */
  public constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    super(scope, id);
    this.name = props.name;
    const { pods, ingress, egress } = props;
    if (!ingress && !egress) throw invalid('NetworkPolicy.ingress', 'a list of rules, here or in egress', ingress);
    new k8s.KubeNetworkPolicy(this, 'Default', {
      metadata: renderMetadata('NetworkPolicy', props),
      spec: {
        podSelector: pods === undefined ? {} : { matchLabels: { ...pods.selector } },
        policyTypes: [...(ingress === undefined ? [] : ['Ingress']), ...(egress === undefined ? [] : ['Egress'])],
        ...(ingress === undefined ? {} : { ingress: ingress.map((rule) => rule._render()) }),
        ...(egress === undefined ? {} : { egress: egress.map((rule) => rule._render()) }),
      },
    });
  }
}

/** No connection to or from any pod of the namespace, but those that other policies allow: the ground to build on. */
export class DefaultDeny extends Construct {
  public constructor(scope: Construct, id: string, props: ObjectProps) {
    super(scope, id);
    new NetworkPolicy(this, 'Policy', { ...props, ingress: [], egress: [] });
  }
}
