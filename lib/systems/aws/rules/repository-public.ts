import { problem, type Rule } from '../../../audit';
import { type Statement, listOf, tryReadPolicy } from '../policy-document';
import { PULL_ACTIONS } from '../registry-access';

const repositoryPolicy = (principal: Statement['Principal']): Rule['good'] => ({
  terraform: {
    aws_ecr_repository_policy: {
      'order-service': {
        repository: 'order-service',
        policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: principal, Action: PULL_ACTIONS }] }),
      },
    },
  },
});

export const repositoryPublic: Rule = {
  id: 'ECR005',
  severity: 'error',
  title: 'every AWS account may use a repository',
  why: 'anybody with an account of their own can pull the images, or push, as far as the statement reaches',
  repair: 'name the accounts or roles, or ask for the organisation with aws:PrincipalOrgID',
  reference: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
  good: repositoryPolicy({ AWS: 'arn:aws:iam::444455556666:root' }),
  bad: repositoryPolicy('*'),
  check: ({ terraform }) =>
    terraform
      .resources('aws_ecr_repository_policy')
      .filter(({ body }) => tryReadPolicy(body['policy'])?.Statement.some(isOpen))
      .map((resource) =>
        problem(
          resource,
          'a statement without condition allows the principal "*"',
          'name the accounts or roles that are meant',
          'policy',
        ),
      ),
};

function isOpen({ Effect, Principal, Condition }: Statement): boolean {
  if (Effect !== 'Allow' || Condition !== undefined || Principal === undefined) return false;
  return Principal === '*' || listOf(Principal['AWS']).includes('*');
}
