import { Cluster } from '../../../lib/model';
import { PodAccess, PodRole, type PodRoleProps } from '../../../lib/systems/aws';
import { CLUSTER, IMAGE, OIDC_ID, json, plainStack, resourcesOf } from './stack';

const POD: PodRoleProps = {
  name: 'order-service-builder',
  cluster: CLUSTER,
  namespace: 'order-service-ci',
  serviceAccount: 'builder',
  pushes: [IMAGE],
};

test('makes a role for the pods of one ServiceAccount, and associates it', () => {
  const stack = plainStack();
  const role = new PodRole(stack, 'builder', POD);
  const { aws_iam_role, aws_eks_pod_identity_association } = resourcesOf(stack);
  expect(json(aws_iam_role?.['order-service-builder']?.['assume_role_policy'])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:eu-west-1:111122223333:cluster/production',
            'aws:RequestTag/kubernetes-namespace': 'order-service-ci',
            'aws:RequestTag/kubernetes-service-account': 'builder',
          },
        },
      },
    ],
  });
  expect(aws_eks_pod_identity_association).toEqual({
    'order-service-builder': {
      cluster_name: 'production',
      namespace: 'order-service-ci',
      service_account: 'builder',
      role_arn: '${aws_iam_role.order-service-builder.arn}',
    },
  });
  expect({ arn: role.arn, annotations: role.serviceAccountAnnotations }).toEqual({
    arn: 'arn:aws:iam::111122223333:role/ci/order-service-builder',
    annotations: {},
  });
});

test('makes a role that a ServiceAccount only pulls with, through its own token', () => {
  const stack = plainStack();
  const role = new PodRole(stack, 'kyverno', {
    name: 'kyverno-pull',
    cluster: CLUSTER,
    namespace: 'kyverno',
    serviceAccount: 'kyverno-admission-controller',
    access: PodAccess.irsa,
    pulls: [IMAGE],
  });
  const { aws_iam_role, aws_iam_role_policy, ...rest } = resourcesOf(stack);
  expect(json(aws_iam_role?.['kyverno-pull']?.['assume_role_policy'])).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/${OIDC_ID}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`oidc.eks.eu-west-1.amazonaws.com/id/${OIDC_ID}:aud`]: 'sts.amazonaws.com',
            [`oidc.eks.eu-west-1.amazonaws.com/id/${OIDC_ID}:sub`]:
              'system:serviceaccount:kyverno:kyverno-admission-controller',
          },
        },
      },
    ],
  });
  expect(json(aws_iam_role_policy?.['kyverno-pull']?.['policy'])).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Login', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'Pull',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: [IMAGE.arn],
      },
    ],
  });
  expect(rest).toEqual({});
  expect(role.serviceAccountAnnotations).toEqual({
    'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/ci/kyverno-pull',
  });
});

const POD_REFUSALS: readonly (readonly [string, Partial<PodRoleProps>, string])[] = [
  [
    'a cluster that is not EKS',
    { cluster: Cluster.of('lab', 'https://kubernetes.default.svc') },
    'PodRole.cluster: expected a cluster of Amazon EKS, got "lab"; make it with Cluster.eks(…)',
  ],
  [
    'a namespace that cannot be',
    { namespace: 'Order' },
    'PodRole.namespace: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Order"',
  ],
  [
    'a pattern for an account',
    { serviceAccount: '*' },
    'PodRole.serviceAccount: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "*"',
  ],
];

test.each(POD_REFUSALS)('a PodRole refuses %s', (_, props, message) => {
  expect(() => new PodRole(plainStack(), 'builder', { ...POD, ...props })).toThrow(new Error(message));
});

test('refuses two roles of one name in a stack', () => {
  const stack = plainStack();
  new PodRole(stack, 'builder', POD);
  expect(() => new PodRole(stack, 'again', POD)).toThrow(
    new Error('PodRole.name: expected a name that no other aws_iam_role of the stack has, got "order-service-builder"'),
  );
});
