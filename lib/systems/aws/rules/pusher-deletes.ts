import { problem, type Rule } from '../../../audit';
import { type PolicyDocument } from '../policy-document';
import { speaksOf } from '../permissions';
import { ECR, allow, EXACT_PUSH, rolePolicy } from './examples';
import { identityPolicies } from './policies';

/** What makes an image vanish or change under those who use it. */
const FORBIDDEN = [
  'ecr:BatchDeleteImage',
  'ecr:DeleteRepository',
  'ecr:DeleteLifecyclePolicy',
  'ecr:PutImageTagMutability',
  'ecr:PutLifecyclePolicy',
  'ecr:SetRepositoryPolicy',
];

export const pusherDeletes: Rule = {
  id: 'IAM004',
  severity: 'error',
  title: 'who pushes images may also delete them or change how they are kept',
  why: 'a build that goes wrong, or is taken over, can delete what runs, make tags movable, or let others in',
  repair: 'leave these actions to the role that applies Terraform',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
  good: EXACT_PUSH,
  bad: rolePolicy(allow(['ecr:PutImage', 'ecr:BatchDeleteImage', 'ecr:PutLifecyclePolicy'], `${ECR}/order-service`)),
  check: (assembly) =>
    identityPolicies(assembly).flatMap(({ resource, path, document }) => {
      if (!allows(document, 'ecr:PutImage')) return [];
      const allowed = FORBIDDEN.filter((action) => allows(document, action));
      if (allowed.length === 0) return [];
      return [problem(resource, `beside pushing it allows ${allowed.join(', ')}`, 'remove these actions', path)];
    }),
};

function allows({ Statement }: PolicyDocument, action: string): boolean {
  const concerned = Statement.filter((statement) => speaksOf(statement, action));
  return (
    concerned.some(({ Effect }) => Effect === 'Allow') &&
    !concerned.some(({ Effect, Resource }) => Effect === 'Deny' && Resource?.includes('*'))
  );
}
