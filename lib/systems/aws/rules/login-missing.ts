import { problem, type Rule } from '../../../audit';
import { mayDo, speaksOf } from '../permissions';
import { ECR, EXACT_PUSH, allow, rolePolicy } from './examples';
import { identityPolicies } from './policies';

const LOGIN = 'ecr:GetAuthorizationToken';

export const loginMissing: Rule = {
  id: 'IAM006',
  severity: 'error',
  title: 'the login to ECR is allowed on a repository, which allows nothing',
  why: 'ecr:GetAuthorizationToken knows no resource: with any Resource but "*" the login is refused, before the first layer is pushed',
  repair: 'allow ecr:GetAuthorizationToken on "*" in a statement of its own',
  reference:
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html',
  good: EXACT_PUSH,
  bad: rolePolicy(allow([LOGIN, 'ecr:BatchGetImage'], `${ECR}/order-service`)),
  check: (assembly) =>
    identityPolicies(assembly)
      .filter(({ document }) => document.Statement.some((one) => one.Effect === 'Allow' && speaksOf(one, LOGIN)))
      .filter(({ document }) => !mayDo([document], LOGIN, '*'))
      .map(({ resource, path }) =>
        problem(
          resource,
          `${LOGIN} is allowed, but not on "*": the login fails`,
          'allow it on "*" in a statement of its own',
          path,
        ),
      ),
};
