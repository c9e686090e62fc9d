import { type Operator, inResources, misspelt, plus, remove, replaced, to } from '../operator';

const LIFECYCLE = 'policy.rules.*';
const STATEMENT = 'policy.Statement.*';
const TRUST = 'assume_role_policy.Statement.*';

const registry: readonly Operator[] = [
  inResources('let tags move', 'aws_ecr_repository', 'image_tag_mutability', to('MUTABLE')),
  inResources(
    'do not scan what is pushed',
    'aws_ecr_repository',
    'image_scanning_configuration.scan_on_push',
    to(false),
  ),
  inResources('drop the scan on push', 'aws_ecr_repository', 'image_scanning_configuration', remove),
  inResources('delete the repository with its images', 'aws_ecr_repository', 'force_delete', to(true)),
  inResources('drop the encryption', 'aws_ecr_repository', 'encryption_configuration', remove),
  inResources('rename the repository', 'aws_ecr_repository', 'name', misspelt),
  inResources('leave out the repository', 'aws_ecr_repository', '', remove),
  inResources('leave out the lifecycle', 'aws_ecr_lifecycle_policy', '', remove),
  inResources('drop a rule of the lifecycle', 'aws_ecr_lifecycle_policy', LIFECYCLE, remove),
  inResources(
    'expire another prefix',
    'aws_ecr_lifecycle_policy',
    `${LIFECYCLE}.selection.tagPatternList.*`,
    replaced(/sha-/, 'build-'),
  ),
  inResources('expire every tag', 'aws_ecr_lifecycle_policy', `${LIFECYCLE}.selection.tagPatternList.*`, to('*')),
  inResources('keep one image', 'aws_ecr_lifecycle_policy', `${LIFECYCLE}.selection.countNumber`, to(1)),
  inResources(
    'expire by days',
    'aws_ecr_lifecycle_policy',
    `${LIFECYCLE}.selection`,
    plus({ countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }),
  ),
  inResources('give two rules one priority', 'aws_ecr_lifecycle_policy', `${LIFECYCLE}.rulePriority`, (value) =>
    value === 1 ? 2 : 1,
  ),
  inResources('judge the commits first', 'aws_ecr_lifecycle_policy', `${LIFECYCLE}.rulePriority`, (value) =>
    Number(value) === 1 ? 9 : undefined,
  ),
  inResources('misspell what is counted', 'aws_ecr_lifecycle_policy', `${LIFECYCLE}.selection.countType`, misspelt),
];

const permissions: readonly Operator[] = [
  inResources('allow every action', 'aws_iam_role_policy', `${STATEMENT}.Action`, to('*')),
  inResources('allow every action of the registry', 'aws_iam_role_policy', `${STATEMENT}.Action`, to('ecr:*')),
  inResources('allow it everywhere', 'aws_iam_role_policy', `${STATEMENT}.Resource`, to('*')),
  inResources(
    'allow it in every repository',
    'aws_iam_role_policy',
    `${STATEMENT}.Resource.*`,
    replaced(/repository\/.*/, 'repository/*'),
  ),
  inResources(
    'allow it in another repository',
    'aws_iam_role_policy',
    `${STATEMENT}.Resource.*`,
    replaced(/repository\/.*/, 'repository/orders'),
  ),
  inResources('drop an action', 'aws_iam_role_policy', `${STATEMENT}.Action.*`, remove),
  inResources('deny instead of allowing', 'aws_iam_role_policy', `${STATEMENT}.Effect`, to('Deny')),
  inResources('drop a statement', 'aws_iam_role_policy', STATEMENT, remove),
  inResources('leave out the permissions of a role', 'aws_iam_role_policy', '', remove),
  inResources(
    'give the permissions to another role',
    'aws_iam_role_policy',
    'role',
    replaced(/order-service-(build|promote)/, 'order-service-sign'),
  ),
];

const trust: readonly Operator[] = [
  inResources('trust everybody', 'aws_iam_role', `${TRUST}.Principal`, to('*')),
  inResources('trust another service', 'aws_iam_role', `${TRUST}.Principal.Service`, to('ec2.amazonaws.com')),
  inResources('drop the conditions of the trust', 'aws_iam_role', `${TRUST}.Condition`, remove),
  inResources('drop a condition of the trust', 'aws_iam_role', `${TRUST}.Condition.StringEquals.*`, remove),
  inResources(
    'trust another account of the cluster',
    'aws_iam_role',
    `${TRUST}.Condition.StringEquals.[aws:RequestTag/kubernetes-service-account]`,
    misspelt,
  ),
  inResources(
    'trust another namespace of the cluster',
    'aws_iam_role',
    `${TRUST}.Condition.StringEquals.[aws:RequestTag/kubernetes-namespace]`,
    misspelt,
  ),
  inResources('drop an action of the trust', 'aws_iam_role', `${TRUST}.Action.*`, remove),
  inResources('leave out an IAM role', 'aws_iam_role', '', remove),
  inResources('leave out an association', 'aws_eks_pod_identity_association', '', remove),
  inResources('associate another namespace', 'aws_eks_pod_identity_association', 'namespace', misspelt),
  inResources('associate another account', 'aws_eks_pod_identity_association', 'service_account', misspelt),
  inResources('associate in another cluster', 'aws_eks_pod_identity_association', 'cluster_name', misspelt),
  inResources(
    'associate another role',
    'aws_eks_pod_identity_association',
    'role_arn',
    replaced(/order-service-(build|promote)/, 'order-service-sign'),
  ),
];

/** Faults in what the registry keeps and who reaches it. */
export const aws: readonly Operator[] = [...registry, ...permissions, ...trust];
