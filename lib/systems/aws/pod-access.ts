import { type EksLocation } from '../../model';
import { iamArn } from './iam-arn';
import { type PolicyDocument, type Statement } from './policy-document';

/** The pods of one ServiceAccount in one EKS cluster. */
export interface PodIdentity {
  readonly eks: EksLocation;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** How pods come by the credentials of a role. */
export class PodAccess {
  /**
   * EKS Pod Identity: an agent on the node hands out the credentials. The cluster needs the add-on
   * `eks-pod-identity-agent`, the pods an AWS SDK that knows it.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
   */
  public static readonly podIdentity = new PodAccess(podIdentityTrust, true, () => ({}));

  /**
   * IAM roles for service accounts: the pod shows its own token to STS. The account must have an OIDC provider for the
   * cluster, and the ServiceAccount carries the role's ARN.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
   */
  public static readonly irsa = new PodAccess(irsaTrust, false, (arn) => ({ 'eks.amazonaws.com/role-arn': arn }));

  private constructor(
    private readonly trust: (pods: PodIdentity) => Statement,
    /** @internal */ public readonly _associates: boolean,
    /** @internal */ public readonly _annotations: (roleArn: string) => Readonly<Record<string, string>>,
  ) {}

  /** @internal */
  public _trust(pods: PodIdentity): PolicyDocument {
    return { Version: '2012-10-17', Statement: [this.trust(pods)] };
  }
}

/** The service vouches for the tags, so they tell the pods apart even if somebody associates the role once more. */
function podIdentityTrust({ eks, namespace, serviceAccount }: PodIdentity): Statement {
  return {
    Effect: 'Allow',
    Principal: { Service: 'pods.eks.amazonaws.com' },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: {
      StringEquals: {
        'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:${eks.region}:${eks.account}:cluster/${eks.name}`,
        'aws:RequestTag/kubernetes-namespace': namespace,
        'aws:RequestTag/kubernetes-service-account': serviceAccount,
      },
    },
  };
}

function irsaTrust({ eks, namespace, serviceAccount }: PodIdentity): Statement {
  const host = `oidc.eks.${eks.region}.amazonaws.com/id/${eks.oidcId}`;
  return {
    Effect: 'Allow',
    Principal: { Federated: iamArn(eks.account, `oidc-provider/${host}`) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${host}:aud`]: 'sts.amazonaws.com',
        [`${host}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
      },
    },
  };
}
