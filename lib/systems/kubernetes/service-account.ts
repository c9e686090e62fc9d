import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from './object-props';

export interface ServiceAccountProps extends ObjectProps {
  /** The ARN of the AWS role that its pods assume through the cluster's OIDC issuer (IRSA). @default none */
  readonly awsRole?: string;
  /** Secrets with credentials for pulling images. @default none: nodes and registries agree without */
  readonly imagePullSecrets?: readonly Named[];
}

/** Whom pods run as. It hands out no API token by itself: a pod that calls Kubernetes asks for one. */
export class ServiceAccount extends Construct {
  public readonly name: string;
  /** The namespace that was given; the chart's where there is none. */
  public readonly namespace: string | undefined;

  /** Throws `ServiceAccount.<field>: …` for a name that is no DNS label or a role that is no ARN. */
  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    const annotations = { ...(props.awsRole === undefined ? {} : irsa(props.awsRole)), ...props.annotations };
    const account = new k8s.KubeServiceAccount(this, 'Default', {
      metadata: renderMetadata('ServiceAccount', {
        ...props,
        annotations: Object.keys(annotations).length > 0 ? annotations : undefined,
      }),
      automountServiceAccountToken: false,
      imagePullSecrets: props.imagePullSecrets?.map(({ name }) => ({ name })),
    });
    this.name = account.name;
    this.namespace = account.metadata.namespace;
  }
}

function irsa(arn: string): Readonly<Record<string, string>> {
  if (!/^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]+$/.test(arn)) {
    throw invalid('ServiceAccount.awsRole', 'the ARN of an IAM role', arn);
  }
  return { 'eks.amazonaws.com/role-arn': arn };
}
