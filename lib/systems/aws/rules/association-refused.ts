import { type TerraformResource, fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type PolicyDocument, listOf } from '../policy-document';
import { mayAssume } from '../trust';
import { roleTrusting } from './examples';
import { trustPolicies } from './policies';

const association = (actions: readonly string[]): Rule['good'] => ({
  terraform: {
    ...roleTrusting({ Principal: { Service: 'pods.eks.amazonaws.com' }, Action: actions }).terraform,
    aws_eks_pod_identity_association: {
      builder: {
        cluster_name: 'production',
        namespace: 'ci',
        service_account: 'builder',
        role_arn: '${aws_iam_role.ci.arn}',
      },
    },
  },
});

export const associationRefused: Rule = {
  id: 'OID014',
  severity: 'error',
  title: 'pods are associated with a role that does not let them in',
  why: 'the association is made without complaint, and the pod gets no credentials: EKS Pod Identity has to assume the role and to tag the session',
  repair: 'let the service pods.eks.amazonaws.com do sts:AssumeRole and sts:TagSession, for this ServiceAccount',
  reference: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html',
  good: association(['sts:AssumeRole', 'sts:TagSession']),
  bad: association(['sts:AssumeRole']),
  check: (assembly) => {
    const trusts = new Map(
      trustPolicies(assembly).flatMap(({ resource, document }) =>
        keysOf(resource).map((key) => [key, document] as const),
      ),
    );
    return assembly.terraform.resources('aws_eks_pod_identity_association').flatMap((resource) => {
      const trust = trusts.get(`${resource.stack} ${roleOf(resource)}`);
      const refused = trust && ['sts:AssumeRole', 'sts:TagSession'].filter((action) => !lets(trust, resource, action));
      if (!refused || refused.length === 0) return [];
      const message = `the role does not allow ${refused.join(' and ')} for pods of ${podsOf(resource)}`;
      return [problem(resource, message, 'allow it for pods.eks.amazonaws.com', 'role_arn')];
    });
  },
};

function lets(trust: PolicyDocument, { body }: TerraformResource, action: string): boolean {
  const cluster = fieldText(body['cluster_name']);
  const context = {
    'aws:RequestTag/kubernetes-namespace': fieldText(body['namespace']),
    'aws:RequestTag/kubernetes-service-account': fieldText(body['service_account']),
    'aws:RequestTag/eks-cluster-name': cluster,
    'aws:RequestTag/eks-cluster-arn': arnsIn(trust).filter((arn) => arn.endsWith(`:cluster/${cluster}`)),
  };
  return mayAssume(trust, { principal: 'Service', id: 'pods.eks.amazonaws.com', action, context });
}

/** The association does not say the cluster's account and region, so an ARN in the policy is taken at its name. */
function arnsIn({ Statement }: PolicyDocument): readonly string[] {
  return Statement.flatMap(({ Condition }) => Object.values(Condition ?? {}))
    .flatMap((keys) => Object.values(keys))
    .flatMap(listOf);
}

function keysOf({ stack, name, body }: TerraformResource): readonly string[] {
  return [`${stack} ${name}`, `${stack} role/${fieldText(body['name'])}`];
}

/** The role by its name in Terraform, or by its name in AWS where the association has a plain ARN. */
function roleOf({ body }: TerraformResource): string {
  const arn = fieldText(body['role_arn']);
  return /^\$\{aws_iam_role\.([\w-]+)\.arn\}$/.exec(arn)?.[1] ?? `role/${arn.split('/').at(-1)}`;
}

function podsOf({ body }: TerraformResource): string {
  return `${fieldText(body['namespace'])}/${fieldText(body['service_account'])}`;
}
