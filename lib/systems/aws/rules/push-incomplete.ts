import { problem, type Rule } from '../../../audit';
import { mayDo, speaksOf } from '../permissions';
import { listOf } from '../policy-document';
import { ECR, EXACT_PUSH, allow, rolePolicy } from './examples';
import { identityPolicies } from './policies';

/** Without one of these a push stops half-way. The actions that only read are needed by some clients alone. */
const NEEDED = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:UploadLayerPart',
];

export const pushIncomplete: Rule = {
  id: 'IAM007',
  severity: 'error',
  title: 'a policy allows to put an image and not all that it takes',
  why: 'the push fails after the build has run, with a 403 on a layer',
  repair: `allow ${NEEDED.join(', ')} on the same repositories`,
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
  good: EXACT_PUSH,
  bad: rolePolicy(
    allow('ecr:GetAuthorizationToken', '*'),
    allow(['ecr:PutImage', 'ecr:UploadLayerPart', 'ecr:BatchCheckLayerAvailability'], `${ECR}/order-service`),
  ),
  check: (assembly) =>
    identityPolicies(assembly).flatMap(({ resource, path, document }) => {
      const pushing = document.Statement.filter((one) => one.Effect === 'Allow' && speaksOf(one, 'ecr:PutImage'));
      return [...new Set(pushing.flatMap(({ Resource }) => listOf(Resource)))].flatMap((repository) => {
        const missing = NEEDED.filter((action) => !mayDo([document], action, repository));
        if (missing.length === 0) return [];
        const message = `a push to ${repository} needs ${missing.join(', ')} too`;
        return [problem(resource, message, 'allow these actions on the same resource', path)];
      });
    }),
};
