import { type TerraformResource, fieldText } from '../../../assembly';
import { problem, type Rule } from '../../../audit';

const attachment = (policy: string): Rule['good'] => ({
  terraform: { aws_iam_role_policy_attachment: { ci: { role: 'ci', policy_arn: `arn:aws:iam::${policy}` } } },
});

/** Policies of AWS that reach every repository of the account, or everything. */
const BROAD = [
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonEC2ContainerRegistryFullAccess',
  'PowerUserAccess',
  'AdministratorAccess',
];

export const managedPolicyBroad: Rule = {
  id: 'IAM002',
  severity: 'error',
  title: 'a role has a managed policy that reaches every repository',
  why: 'a build of one service can push over the images of all the others',
  repair: 'grant the push actions on the ARN of each repository that is pushed to',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/security-iam-awsmanpol.html',
  good: attachment('111122223333:policy/push-order-service'),
  bad: attachment('aws:policy/AmazonEC2ContainerRegistryPowerUser'),
  check: ({ terraform }) => [
    ...ATTACHMENTS.flatMap((type) => terraform.resources(type)).flatMap((resource) => broad(resource, 'policy_arn')),
    ...terraform.resources('aws_iam_role').flatMap((resource) => broad(resource, 'managed_policy_arns')),
  ],
};

const ATTACHMENTS = [
  'aws_iam_role_policy_attachment',
  'aws_iam_policy_attachment',
  'aws_iam_user_policy_attachment',
  'aws_iam_group_policy_attachment',
];

function broad(resource: TerraformResource, field: string): ReturnType<Rule['check']> {
  const value = resource.body[field];
  const arns: unknown[] = Array.isArray(value) ? value : [value];
  return arns
    .map((arn) => fieldText(arn).split('/').at(-1) ?? '')
    .filter((policy) => BROAD.includes(policy))
    .map((policy) =>
      problem(
        resource,
        `${policy} allows to push to every repository of the account`,
        'grant the push actions on the ARNs of the repositories',
        field,
      ),
    );
}
