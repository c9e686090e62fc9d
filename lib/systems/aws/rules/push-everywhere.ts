import { problem, type Rule } from '../../../audit';
import { mayDo } from '../permissions';
import { type PolicyDocument } from '../policy-document';
import { EXACT_PUSH, allow, rolePolicy } from './examples';
import { identityPolicies } from './policies';

/** A repository that no policy names on purpose. */
const UNNAMED = 'arn:aws:ecr:eu-west-1:111122223333:repository/some-other-service-of-the-account';

/** Silent where a condition names the repositories by their tags. */
export const pushEverywhere: Rule = {
  id: 'IAM003',
  severity: 'error',
  title: 'a policy allows to push to every repository',
  why: 'a build of one service can push over the images of all the others',
  repair: 'name the ARN of each repository that is pushed to; only ecr:GetAuthorizationToken needs Resource "*"',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html',
  good: EXACT_PUSH,
  bad: rolePolicy(allow('ecr:*', '*')),
  check: (assembly) =>
    identityPolicies(assembly)
      .filter(({ document }) => mayDo([withoutTagged(document)], 'ecr:PutImage', UNNAMED))
      .map(({ resource, path }) =>
        problem(
          resource,
          'ecr:PutImage is allowed on repositories that are not named',
          'name the ARNs of the repositories',
          path,
        ),
      ),
};

function withoutTagged({ Statement }: PolicyDocument): PolicyDocument {
  const isTagged = (keys: object): boolean => Object.keys(keys).some((key) => /^(?:aws|ecr):ResourceTag\//i.test(key));
  return {
    Statement: Statement.filter(
      ({ Effect, Condition = {} }) => Effect === 'Deny' || !Object.values(Condition).some(isTagged),
    ),
  };
}
