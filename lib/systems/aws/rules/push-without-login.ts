import { type Assembly } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { mayDo, speaksOf } from '../permissions';
import { ECR, EXACT_PUSH, allow, rolePolicy } from './examples';
import { type PlacedPolicy, identityPolicies } from './policies';

const LOGIN = 'ecr:GetAuthorizationToken';

/** Silent where a role may have the login from a policy that is attached to it. */
export const pushWithoutLogin: Rule = {
  id: 'IAM070',
  severity: 'error',
  title: 'a role may push images and may not log in',
  why: 'every client asks for a token first: the push fails before a byte is sent',
  repair: 'allow ecr:GetAuthorizationToken on "*" in a statement of its own',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
  good: EXACT_PUSH,
  bad: rolePolicy(
    allow(
      [
        'ecr:BatchCheckLayerAvailability',
        'ecr:CompleteLayerUpload',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      `${ECR}/order-service`,
    ),
  ),
  check: (assembly) =>
    hasAttachments(assembly)
      ? []
      : [...byRole(identityPolicies(assembly)).values()].flatMap((policies) => {
          const documents = policies.map(({ document }) => document);
          const pushing = policies.find(({ document }) =>
            document.Statement.some((one) => one.Effect === 'Allow' && speaksOf(one, 'ecr:PutImage')),
          );
          if (!pushing || mayDo(documents, LOGIN, '*') || speaksOfLogin(policies)) return [];
          const message = `it may push, and ${LOGIN} is allowed nowhere`;
          return problem(pushing.resource, message, `allow ${LOGIN} on "*"`, pushing.path);
        }),
};

/** What is allowed on the wrong resource is told by IAM006. */
function speaksOfLogin(policies: readonly PlacedPolicy[]): boolean {
  return policies.some(({ document }) =>
    document.Statement.some((one) => one.Effect === 'Allow' && speaksOf(one, LOGIN)),
  );
}

function hasAttachments({ terraform }: Assembly): boolean {
  const roles = terraform.resources('aws_iam_role');
  return ATTACHMENTS.some((type) => terraform.resources(type).length > 0) || roles.some(({ body }) => MANAGED in body);
}

const MANAGED = 'managed_policy_arns';
const ATTACHMENTS = ['aws_iam_role_policy_attachment', 'aws_iam_policy_attachment', 'aws_iam_policy'];

/** Inline policies by the role that has them; each role's are read together. */
function byRole(policies: readonly PlacedPolicy[]): ReadonlyMap<string, readonly PlacedPolicy[]> {
  const roles = new Map<string, PlacedPolicy[]>();
  for (const policy of policies) {
    const { type, name, body } = policy.resource;
    const key = typeof body['role'] === 'string' ? body['role'] : `${type}.${name}`;
    roles.set(key, [...(roles.get(key) ?? []), policy]);
  }
  return roles;
}
