import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { Construct } from 'constructs';
import { type Cluster, type EksLocation, dnsLabel, invalid } from '../../model';
import { PodAccess, type PodIdentity } from './pod-access';
import { type RegistryRoleProps, type RoleFacts, makeRegistryRole, roleFacts } from './registry-role';
import { ResourceNames } from './resource-names';
import { requireWhereabouts } from './whereabouts';

export interface PodRoleProps extends RegistryRoleProps {
  /** The EKS cluster that the pods run in: `Cluster.eks(…)`. The role is made in its account. */
  readonly cluster: Cluster;
  /** The pods' namespace. */
  readonly namespace: string;
  /** The name of the pods' ServiceAccount. */
  readonly serviceAccount: string;
  /**
   * How the pods come by the role's credentials.
   * @default PodAccess.podIdentity
   */
  readonly access?: PodAccess;
}

/**
 * A role for the pods of one ServiceAccount in one cluster: builders that push, or controllers that only pull. No other
 * pod can assume it, and it reaches exactly the repositories that it pushes to and pulls from.
 */
export class PodRole extends Construct implements RoleFacts {
  public readonly name: string;
  public readonly arn: string;
  /** The annotations that the ServiceAccount must carry; none with EKS Pod Identity. */
  public readonly serviceAccountAnnotations: Readonly<Record<string, string>>;

  /** Throws `PodRole.<prop>: …` where a prop is not valid, and where the stack has a role of that name. */
  public constructor(scope: Construct, id: string, props: PodRoleProps) {
    super(scope, id);
    const eks = requireEks(props.cluster);
    requireWhereabouts(this, 'PodRole.cluster', { account: eks.account, region: eks.region });
    const pods: PodIdentity = {
      eks,
      namespace: dnsLabel('PodRole.namespace', props.namespace),
      serviceAccount: dnsLabel('PodRole.serviceAccount', props.serviceAccount),
    };
    const access = props.access ?? PodAccess.podIdentity;
    const { name, arn } = roleFacts('PodRole', eks.account, props);
    this.name = name;
    this.arn = arn;
    this.serviceAccountAnnotations = access._annotations(arn);
    const role = makeRegistryRole(this, 'PodRole', props, {
      description: `For pods of ${props.namespace}/${props.serviceAccount} in ${eks.name}`,
      trust: access._trust(pods),
    });
    if (access._associates) this.associate(pods, role.arn);
  }

  private associate({ eks, namespace, serviceAccount }: PodIdentity, roleArn: string): void {
    const association = new EksPodIdentityAssociation(this, 'association', {
      clusterName: eks.name,
      namespace,
      serviceAccount,
      roleArn,
    });
    ResourceNames.of(this).give('PodRole.name', association, this.name);
  }
}

function requireEks(cluster: Cluster): EksLocation {
  if (!cluster.eks) {
    throw invalid('PodRole.cluster', 'a cluster of Amazon EKS', cluster.name, 'make it with Cluster.eks(…)');
  }
  return cluster.eks;
}
