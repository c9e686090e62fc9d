import { type Example } from '../../../audit';
import { type LifecycleRule, type LifecycleSelection } from '../retention';
import { type Conditions, type Statement } from '../policy-document';

/** What several rules show their mistake at. */
export const GITHUB = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
export const ECR = 'arn:aws:ecr:eu-west-1:111122223333:repository';
const CLAIM = 'token.actions.githubusercontent.com';

/** A repository with a lifecycle policy. */
export function lifecycle(rules: readonly object[]): Example {
  return {
    terraform: {
      aws_ecr_lifecycle_policy: {
        'order-service': { repository: 'order-service', policy: JSON.stringify({ rules }) },
      },
    },
  };
}

/** A lifecycle rule that keeps the newest images which have a tag of the pattern. */
export function keep(rulePriority: number, pattern: string, countNumber: number): LifecycleRule {
  return lifecycleRule(rulePriority, {
    tagStatus: 'tagged',
    tagPatternList: [pattern],
    countType: 'imageCountMoreThan',
    countNumber,
  });
}

/** A lifecycle rule that deletes what its selection marks. */
export function lifecycleRule(rulePriority: number, selection: LifecycleSelection): LifecycleRule {
  return { rulePriority, selection, action: { type: 'expire' } };
}

/** A role with a trust policy of one statement. */
export function roleTrusting(statement: Partial<Statement>): Example {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] };
  return { terraform: { aws_iam_role: { ci: { name: 'ci', assume_role_policy: JSON.stringify(trust) } } } };
}

/** A role that jobs of GitHub Actions assume; conditions are given by claim, without the provider's host. */
export function gitHubRole(conditions: Conditions): Example {
  return roleTrusting({
    Principal: { Federated: GITHUB },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: Object.fromEntries(
      Object.entries(conditions).map(([operator, claims]) => [
        operator,
        Object.fromEntries(Object.entries(claims).map(([claim, values]) => [`${CLAIM}:${claim}`, values])),
      ]),
    ),
  });
}

/** The conditions of a role that exactly one workflow on one branch can assume. */
export const EXACT = {
  aud: 'sts.amazonaws.com',
  repository_owner_id: '9142',
  repository_id: '715331',
  job_workflow_ref: 'acme/order-service/.github/workflows/build.yaml@refs/heads/main',
  sub: ['repo:acme/order-service:ref:refs/heads/main', 'repo:acme@9142/order-service@715331:ref:refs/heads/main'],
} as const;

/** A role that only that workflow can assume. */
export const EXACT_ROLE = gitHubRole({ StringEquals: EXACT });

/** A role with an inline policy of the given statements. */
export function rolePolicy(...statements: readonly Statement[]): Example {
  const policy = { Version: '2012-10-17', Statement: statements };
  return {
    terraform: { aws_iam_role_policy: { ci: { role: 'ci', name: 'registry', policy: JSON.stringify(policy) } } },
  };
}

/** A statement that allows actions on resources. */
export function allow(actions: string | readonly string[], resources: string | readonly string[]): Statement {
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

/** A role that pushes to exactly one repository. */
export const EXACT_PUSH = rolePolicy(
  allow('ecr:GetAuthorizationToken', '*'),
  allow(
    [
      'ecr:BatchCheckLayerAvailability',
      'ecr:BatchGetImage',
      'ecr:CompleteLayerUpload',
      'ecr:GetDownloadUrlForLayer',
      'ecr:InitiateLayerUpload',
      'ecr:PutImage',
      'ecr:UploadLayerPart',
    ],
    `${ECR}/order-service`,
  ),
);
