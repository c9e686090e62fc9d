import { GitHubRef, GitHubRepository, GitHubWorkflowIdentity, ImageRepository } from '../../../lib/model';
import { CiRole, type CiRoleProps, DeliveryStack, GitHubOidcProvider, State } from '../../../lib/systems/aws';
import { ACCOUNT, BUILD, IMAGE, REGION, REPOSITORY, app, json, plainStack, resourcesOf } from './stack';

const PROVIDER = GitHubOidcProvider.existing(ACCOUNT);
const CI: CiRoleProps = { name: 'order-service-ci', provider: PROVIDER, usedBy: [BUILD], pushes: [IMAGE] };
const HOST = 'token.actions.githubusercontent.com';

test('makes the provider for GitHub once, without a thumbprint', () => {
  const stack = plainStack();
  const provider = new GitHubOidcProvider(stack, 'github', { account: ACCOUNT });
  expect(resourcesOf(stack)).toEqual({
    aws_iam_openid_connect_provider: {
      github: { url: `https://${HOST}`, client_id_list: ['sts.amazonaws.com'] },
    },
  });
  expect({ account: provider.account, arn: provider.arn }).toEqual(PROVIDER);
  expect(PROVIDER.arn).toBe(`arn:aws:iam::111122223333:oidc-provider/${HOST}`);
  expect(() => new GitHubOidcProvider(stack, 'again', { account: ACCOUNT })).toThrow(
    new Error(
      'GitHubOidcProvider: expected a name that no other aws_iam_openid_connect_provider of the stack has, got "github"',
    ),
  );
});

test('makes a role for exactly one workflow and one repository', () => {
  const stack = plainStack();
  const role = new CiRole(stack, 'ci', {
    ...CI,
    permissionsBoundary: 'arn:aws:iam::111122223333:policy/ci-boundary',
  });
  const { aws_iam_role, aws_iam_role_policy } = resourcesOf(stack);
  const { assume_role_policy, ...rest } = aws_iam_role?.['order-service-ci'] ?? {};
  expect(rest).toEqual({
    name: 'order-service-ci',
    path: '/ci/',
    description: 'For GitHub Actions: acme/order-service/.github/workflows/build.yaml at refs/heads/main',
    max_session_duration: 3600,
    permissions_boundary: 'arn:aws:iam::111122223333:policy/ci-boundary',
  });
  expect(json(assume_role_policy)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER.arn },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${HOST}:aud`]: 'sts.amazonaws.com',
            [`${HOST}:repository_owner_id`]: '9142',
            [`${HOST}:repository_id`]: '715331',
            [`${HOST}:job_workflow_ref`]: 'acme/order-service/.github/workflows/build.yaml@refs/heads/main',
            [`${HOST}:sub`]: [
              'repo:acme/order-service:ref:refs/heads/main',
              'repo:acme@9142/order-service@715331:ref:refs/heads/main',
            ],
          },
        },
      },
    ],
  });
  const { policy, ...attached } = aws_iam_role_policy?.['order-service-ci'] ?? {};
  expect(attached).toEqual({ name: 'registry', role: '${aws_iam_role.order-service-ci.name}' });
  expect(json(policy)).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Login', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
      {
        Sid: 'Push',
        Effect: 'Allow',
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        Resource: [IMAGE.arn],
      },
    ],
  });
  expect({ name: role.name, arn: role.arn }).toEqual({
    name: 'order-service-ci',
    arn: 'arn:aws:iam::111122223333:role/ci/order-service-ci',
  });
});

test('asks for the ref by itself where an environment hides it, and for a pattern only where a tag has no exact name', () => {
  const stack = plainStack();
  const platform = GitHubRepository.of('acme/platform', { id: 715333, ownerId: 9142 });
  const deploy = GitHubWorkflowIdentity.of({
    repository: REPOSITORY,
    file: '.github/workflows/deploy.yaml',
    refs: [GitHubRef.branch('main')],
    environment: 'production',
    calls: { repository: platform, file: '.github/workflows/promote.yaml', ref: GitHubRef.tag('v2') },
  });
  const release = GitHubWorkflowIdentity.of({
    repository: REPOSITORY,
    file: '.github/workflows/release.yaml',
    refs: [GitHubRef.tagsFrom('v')],
  });
  new CiRole(stack, 'ci', { ...CI, usedBy: [deploy, release] });
  const trust = json(resourcesOf(stack)['aws_iam_role']?.['order-service-ci']?.['assume_role_policy']);
  const ids = {
    [`${HOST}:aud`]: 'sts.amazonaws.com',
    [`${HOST}:repository_owner_id`]: '9142',
    [`${HOST}:repository_id`]: '715331',
  };
  expect((trust as { Statement: { Condition: object }[] }).Statement.map(({ Condition }) => Condition)).toEqual([
    {
      StringEquals: {
        ...ids,
        [`${HOST}:job_workflow_ref`]: 'acme/platform/.github/workflows/promote.yaml@refs/tags/v2',
        [`${HOST}:ref`]: 'refs/heads/main',
        [`${HOST}:sub`]: [
          'repo:acme/order-service:environment:production',
          'repo:acme@9142/order-service@715331:environment:production',
        ],
      },
    },
    {
      StringEquals: ids,
      StringLike: {
        [`${HOST}:job_workflow_ref`]: 'acme/order-service/.github/workflows/release.yaml@refs/tags/v*',
        [`${HOST}:sub`]: [
          'repo:acme/order-service:ref:refs/tags/v*',
          'repo:acme@9142/order-service@715331:ref:refs/tags/v*',
        ],
      },
    },
  ]);
});

const CHINA = ImageRepository.ecr({ account: ACCOUNT, region: 'cn-north-1', name: 'order-service' });

const CI_REFUSALS: readonly (readonly [string, Partial<CiRoleProps>, string])[] = [
  ['nobody who uses it', { usedBy: [] }, 'CiRole.usedBy: expected at least one workflow, got []'],
  [
    'nothing to reach',
    { pushes: [] },
    'CiRole: expected at least one repository in pushes or pulls, got "none"; a role without rights serves nobody',
  ],
  [
    'a name with a slash',
    { name: 'ci/order' },
    'CiRole.name: expected 1 to 64 letters, digits, "-" and "_", beginning with a letter, got "ci/order"',
  ],
  [
    'a boundary by name',
    { permissionsBoundary: 'ci-boundary' },
    'CiRole.permissionsBoundary: expected the ARN of a managed policy, got "ci-boundary"',
  ],
  [
    'a repository outside ECR',
    { pushes: [ImageRepository.at('ghcr.io/acme/order-service')] },
    'ImageRepository.arn: expected a repository of Amazon ECR, got "ghcr.io/acme/order-service"',
  ],
  [
    'a repository of another partition',
    { pushes: [CHINA] },
    'CiRole: expected repositories of the partition "aws", got "arn:aws-cn:ecr:cn-north-1:111122223333:repository/order-service"; its roles have other ARNs and audiences',
  ],
];

test.each(CI_REFUSALS)('a CiRole refuses %s', (_, props, message) => {
  expect(() => new CiRole(plainStack(), 'ci', { ...CI, ...props })).toThrow(new Error(message));
});

test('refuses another account than the one of its stack', () => {
  const elsewhere = new DeliveryStack(app(), 'registry', {
    account: '444455556666',
    region: REGION,
    state: State.local('registry.tfstate'),
  });
  expect(() => new CiRole(elsewhere, 'ci', CI)).toThrow(
    new Error(
      'CiRole.provider: expected something in account 444455556666 and region eu-west-1, where the stack makes it, got "account 111122223333"',
    ),
  );
});
