import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, leaveNamespace, renderMetadata } from './object-props';
import { type PodSecurityLevel } from './pod-security';

export interface NamespaceProps extends Omit<ObjectProps, 'namespace'> {
  /** The Pod Security level below which the API server refuses a pod. @default 'restricted' */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * The release of the Pod Security Standards, such as `1.34`.
   * @default "latest": that of the cluster, so that an upgrade can refuse what it admitted before
   */
  readonly podSecurityVersion?: string;
}

/**
 * A namespace whose pods keep a Pod Security level. Whatever it enforces, it warns of all that `restricted` would refuse.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class Namespace extends Construct {
  public readonly name: string;
  public readonly podSecurity: PodSecurityLevel;

  /** Throws `Namespace.<field>: …` for a name that is no DNS label or a version that is none. */
  public constructor(scope: Construct, id: string, props: NamespaceProps) {
    super(scope, id);
    this.name = props.name;
    this.podSecurity = props.podSecurity ?? 'restricted';
    const labels = { ...podSecurityLabels(this.podSecurity, props.podSecurityVersion ?? 'latest'), ...props.labels };
    leaveNamespace(
      new k8s.KubeNamespace(this, 'Default', { metadata: renderMetadata('Namespace', { ...props, labels }) }),
    );
  }
}

function podSecurityLabels(level: PodSecurityLevel, version: string): Readonly<Record<string, string>> {
  if (!/^(latest|1\.\d+)$/.test(version))
    throw invalid('Namespace.podSecurityVersion', '"latest" or "1.<minor>"', version);
  const release = version === 'latest' ? version : `v${version}`;
  return {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/enforce-version': release,
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': release,
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/audit-version': release,
  };
}
