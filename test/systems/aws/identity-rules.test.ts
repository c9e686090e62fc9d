import { type Example, assemblyOf } from '../../../lib/audit';
import { awsRules } from '../../../lib/systems/aws/rules';
import { ECR, EXACT, allow, gitHubRole, rolePolicy, roleTrusting } from '../../../lib/systems/aws/rules/examples';

const HOST = 'token.actions.githubusercontent.com';

/** Every rule about trust or permissions that finds something, with what it says. */
function found(example: Example): readonly string[] {
  return awsRules
    .filter(({ id }) => !id.startsWith('ECR'))
    .flatMap((rule) => rule.check(assemblyOf(example)).map(({ message }) => `${rule.id} ${message}`));
}

test('a role whose provider is a reference inside Terraform is known as one for GitHub', () => {
  const role = roleTrusting({
    Principal: { Federated: '${aws_iam_openid_connect_provider.gh.arn}' },
    Action: 'sts:AssumeRoleWithWebIdentity',
  }).terraform;
  const provider = { gh: { url: `https://${HOST}`, client_id_list: ['sts.amazonaws.com'] } };
  expect(found({ terraform: { ...role, aws_iam_openid_connect_provider: provider } })).toEqual([
    'OID001 a run of stranger/fork, or of any other repository on GitHub, can assume the role',
    'OID006 a token for any audience is accepted',
  ]);
});

test('of a role that anybody can assume only that is said', () => {
  expect(
    found(gitHubRole({ StringEquals: { aud: EXACT.aud }, StringLike: { sub: ['repo:*', 'repo:acme*'] } })),
  ).toEqual(['OID001 a run of stranger/fork, or of any other repository on GitHub, can assume the role']);
});

test.each([
  ['https://token.actions.githubusercontent.com/acme-inc', 0],
  ['${format("https://token.actions.githubusercontent.com%s", var.slug)}', 0],
  ['https://token.actions.githubusercontent.com/acme/', 1],
  ['token.actions.githubusercontent.com', 1],
])('the issuer of a provider may be that of an enterprise: %s', (url, count) => {
  const provider = { gh: { url, client_id_list: ['sts.amazonaws.com'] } };
  expect(found({ terraform: { aws_iam_openid_connect_provider: provider } })).toHaveLength(count);
});

test('a push to repositories that carry a tag is no push to all', () => {
  const tagged = { StringEquals: { 'aws:ResourceTag/pushed-by': 'ci' } };
  const push = (Condition: object): readonly string[] =>
    found(rolePolicy({ ...allow('ecr:PutImage', '*'), Condition } as never)).filter((one) => one.startsWith('IAM003'));
  expect(push(tagged)).toEqual([]);
  expect(push({ Bool: { 'aws:SecureTransport': 'true' } })).toHaveLength(1);
});

test('a sign in an expression of Terraform is no wildcard', () => {
  const sub = (value: string): readonly string[] =>
    found(gitHubRole({ StringEquals: { aud: EXACT.aud, sub: value } })).filter((one) => one.startsWith('OID003'));
  expect(sub('${var.main ? "a" : "b"}')).toEqual([]);
  expect(sub('repo:${var.repository}:*')).toHaveLength(1);
});

test('the trust policy of the article', () => {
  const article = gitHubRole({
    StringEquals: { aud: 'sts.amazonaws.com' },
    StringLike: { sub: 'repo:myorg/order-service:ref:refs/heads/main' },
  });
  expect(found(article)).toEqual([
    'OID005 the subject repo:myorg/order-service:ref:refs/heads/main stands in one form only',
    'OID008 a later owner of the name myorg/order-service can assume the role',
    'OID009 every workflow of myorg/order-service at refs/heads/main can assume the role',
  ]);
});

test('new subjects alone are one form too, and safe from namesakes', () => {
  const [, sub] = EXACT.sub;
  expect(
    found(gitHubRole({ StringEquals: { aud: EXACT.aud, job_workflow_ref: EXACT.job_workflow_ref, sub } })),
  ).toEqual([`OID005 the subject ${sub} stands in one form only`]);
});

test('a Deny counts', () => {
  const role = gitHubRole({ StringEquals: { aud: EXACT.aud } });
  const { assume_role_policy } = role.terraform?.['aws_iam_role']?.['ci'] as { assume_role_policy: string };
  const policy = JSON.parse(assume_role_policy) as { Statement: object[] };
  policy.Statement.push({
    Effect: 'Deny',
    Principal: '*',
    Action: '*',
    Condition: { StringNotEquals: { [`${HOST}:repository_owner_id`]: '9142' } },
  });
  const messages = found({
    terraform: { aws_iam_role: { ci: { assume_role_policy: JSON.stringify(policy) } } },
  });
  expect(messages.filter((message) => message.startsWith('OID001'))).toEqual([]);
});

test('any repository may call a reusable workflow, if only its steps get the role', () => {
  const shared = (job_workflow_ref: string): Example =>
    gitHubRole({
      StringEquals: { aud: EXACT.aud, repository_owner_id: EXACT.repository_owner_id, job_workflow_ref },
      StringLike: { sub: ['repo:acme/*:ref:refs/heads/main', 'repo:acme@9142/*:ref:refs/heads/main'] },
    });
  expect(found(shared('acme/platform/.github/workflows/build.yaml@refs/tags/v2'))).toEqual([]);
});

test('a wildcard behind the slash stays inside the owner', () => {
  const sub = ['repo:acme/order-service:*', 'repo:acme@9142/order-service@715331:*'];
  const { aud, repository_id, repository_owner_id } = EXACT;
  expect(found(gitHubRole({ StringEquals: { aud, repository_id, repository_owner_id }, StringLike: { sub } }))).toEqual(
    [
      'OID007 a pull request and any branch of acme/order-service can assume the role',
      'OID009 every workflow of acme/order-service at refs/heads/main can assume the role',
    ],
  );
});

test('a pull request that calls the exact reusable workflow is still a pull request', () => {
  const { aud, repository_id, repository_owner_id } = EXACT;
  const job_workflow_ref = 'acme/platform/.github/workflows/build.yaml@refs/tags/v2';
  const sub = ['repo:acme/order-service:pull_request', 'repo:acme@9142/order-service@715331:pull_request'];
  expect(
    found(gitHubRole({ StringEquals: { aud, repository_id, repository_owner_id, job_workflow_ref, sub } })),
  ).toEqual(['OID007 a pull request of acme/order-service can assume the role']);
});

test('…IfExists is met by an absent claim as ForAllValues is, also for other providers', () => {
  const role = roleTrusting({
    Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLikeIfExists: { 'gitlab.com:sub': 'project_path:acme/*' } },
  });
  expect(found(role)).toEqual(['OID004 StringLikeIfExists is met by a request without sub']);
});

test('an association is judged by the role that it names, by reference or by ARN', () => {
  const association = (role_arn: string, namespace = 'ci'): Example => ({
    terraform: {
      ...roleTrusting({
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: {
            'aws:RequestTag/kubernetes-namespace': 'ci',
            'aws:RequestTag/kubernetes-service-account': 'builder',
            'aws:RequestTag/eks-cluster-arn': 'arn:aws:eks:eu-west-1:111122223333:cluster/production',
          },
        },
      }).terraform,
      aws_eks_pod_identity_association: {
        it: { cluster_name: 'production', namespace, service_account: 'builder', role_arn },
      },
    },
  });
  const ARN = 'arn:aws:iam::111122223333:role/ci/ci';
  const refused = 'OID014 the role does not allow sts:AssumeRole and sts:TagSession for pods of shop/builder';
  expect(found(association(ARN))).toEqual([]);
  expect(found(association('${aws_iam_role.ci.arn}'))).toEqual([]);
  expect(found(association(ARN, 'shop'))).toEqual([refused]);
  expect(found(association('arn:aws:iam::111122223333:role/unknown', 'shop'))).toEqual([]);
});

test('the account of an ARN is looked for in every attribute, in registries too, and said once', () => {
  const policy = rolePolicy(allow('ecr:BatchGetImage', ['arn:aws:ecr:eu-west-1:123456789:repository/a'])).terraform;
  expect(
    found({
      terraform: { ...policy, aws_lambda_function: { it: { image_uri: '12.dkr.ecr.eu-west-1.amazonaws.com/a' } } },
    }),
  ).toEqual(['IAM001 account 123456789 has 9 digits', 'IAM001 account 12 has 2 digits']);
});

test('policies are read wherever they stand', () => {
  const document = JSON.stringify({ Statement: [allow('ecr:*', '*')] });
  const wide = ['IAM003 ecr:PutImage is allowed on repositories that are not named', 'IAM004'];
  const places: readonly Example['terraform'][] = [
    { aws_iam_policy: { it: { policy: document } } },
    { aws_iam_user_policy: { it: { policy: document } } },
    { aws_iam_group_policy: { it: { policy: document } } },
    { aws_iam_role: { it: { inline_policy: [{ name: 'a' }, { name: 'b', policy: document }] } } },
  ];
  for (const terraform of places) {
    expect(found({ terraform }).map((message) => (message.startsWith('IAM004') ? 'IAM004' : message))).toEqual(wide);
  }
});

test('broad policies are found in every kind of attachment', () => {
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const message = 'IAM002 AdministratorAccess allows to push to every repository of the account';
  expect(found({ terraform: { aws_iam_policy_attachment: { it: { policy_arn: arn } } } })).toEqual([message]);
  expect(found({ terraform: { aws_iam_role: { it: { managed_policy_arns: [arn] } } } })).toEqual([message]);
});

test('a Deny on everything takes deletion back', () => {
  const statements = [
    allow('ecr:GetAuthorizationToken', '*'),
    allow('ecr:*', `${ECR}/order-service`),
    {
      Effect: 'Deny' as const,
      Action: ['ecr:*Delete*', 'ecr:Put*Policy', 'ecr:Set*', 'ecr:PutImageTag*'],
      Resource: '*',
    },
  ];
  expect(found(rolePolicy(...statements))).toEqual([]);
});

test('OID070 takes only for a limit what the caller cannot choose himself', () => {
  const open = (Condition: Record<string, Record<string, string>>): readonly string[] =>
    found(roleTrusting({ Principal: { AWS: ['*'] }, Action: 'sts:AssumeRole', Condition }));
  expect(open({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })).toEqual([]);
  expect(open({ StringEquals: { 'sts:ExternalId': 'secret' } })).toEqual([]);
  expect(open({ StringEquals: { 'aws:RequestTag/team': 'shop', 'aws:PrincipalTag/team': 'shop' } })).toEqual([
    'OID070 every identity of every AWS account can assume the role',
  ]);
  expect(found(roleTrusting({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }))).toEqual([]);
});

test('OID071 knows the cluster by its ARN as the source, and leaves other services alone', () => {
  const tags = { 'aws:RequestTag/kubernetes-namespace': 'ci', 'aws:requesttag/kubernetes-service-account': 'build' };
  const role = (service: string, conditions: Record<string, string>): readonly string[] =>
    found(
      roleTrusting({
        Principal: { Service: service },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: { StringEquals: conditions },
      }),
    );
  expect(role('pods.eks.amazonaws.com', { ...tags, 'aws:SourceArn': 'arn:aws:eks:x' })).toEqual([]);
  expect(role('ec2.amazonaws.com', {})).toEqual([]);
  expect(role('pods.eks.amazonaws.com', tags)).toEqual(['OID071 it asks for no eks-cluster-arn of the pod']);
});

test('IAM070 reads the policies of one role together, and is silent where others may be attached', () => {
  const document = (action: string, resource: string): string =>
    JSON.stringify({ Statement: [allow(action, resource)] });
  const push = { role: '${aws_iam_role.ci.name}', policy: document('ecr:*Image', `${ECR}/a`) };
  const login = { role: '${aws_iam_role.ci.name}', policy: document('ecr:GetAuthorizationToken', '*') };
  const messages = (terraform: NonNullable<Example['terraform']>): readonly string[] =>
    found({ terraform }).filter((text) => text.startsWith('IAM070'));
  expect(messages({ aws_iam_role_policy: { push, login } })).toEqual([]);
  expect(messages({ aws_iam_role_policy: { push, login: { ...login, role: 'other' } } })).toHaveLength(1);
  expect(messages({ aws_iam_role_policy: { push }, aws_iam_role_policy_attachment: { a: {} } })).toEqual([]);
  expect(messages({ aws_iam_role_policy: { push }, aws_iam_role: { ci: { managed_policy_arns: [] } } })).toEqual([]);
});
