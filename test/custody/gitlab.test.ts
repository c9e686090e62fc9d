import { type Example, assemblyOf, audit } from '../../lib/audit';
import { custodyRules } from '../../lib/custody';
import { DIGEST, IMAGE, deployment, example, policy } from '../../lib/custody/rules/examples';

const SUBJECT = 'https://gitlab.com/acme/example//.gitlab-ci.yml@refs/heads/main';
const STATEMENT = 'https://sigstore.dev/cosign/sign/v1';
const ROLE = 'arn:aws:iam::111122223333:role/images-push';

function texts(one: Example): string[] {
  return audit(assemblyOf(one), custodyRules).findings.map(({ rule, message }) => `${rule} ${message}`);
}

interface Pipeline {
  /** @default true */
  readonly signs?: boolean;
  /** Whether the job has a token for Sigstore. @default true */
  readonly token?: boolean;
  /** @default "sts.amazonaws.com" */
  readonly audience?: string;
  /** @default "order-service" */
  readonly image?: string;
}

function pipeline({
  signs = true,
  token = true,
  audience = 'sts.amazonaws.com',
  image = 'order-service',
}: Pipeline = {}): Readonly<Record<string, string>> {
  const text = [
    'variables:',
    `  REGISTRY: ${IMAGE.slice(0, IMAGE.indexOf('/'))}`,
    `  IMAGE: $REGISTRY/${image}`,
    'release:',
    `  variables: { AWS_ROLE_ARN: '${ROLE}' }`,
    '  id_tokens:',
    `    AWS_ID_TOKEN: { aud: ${audience} }`,
    ...(token ? ['    SIGSTORE_ID_TOKEN: { aud: sigstore }'] : []),
    '  script:',
    '    - buildah push "$IMAGE:sha-$CI_COMMIT_SHA"',
    ...(signs ? ['    - cosign sign --yes "$IMAGE@$(cat digest)"'] : []),
    '',
  ];
  return { '.gitlab-ci.yml': text.join('\n') };
}

const trusting = (subject: string, files: Readonly<Record<string, string>>): Example => ({
  ...example(policy([subject], [STATEMENT], 'https://gitlab.com'), deployment()),
  files,
});

const role = (conditions: object, repository = 'order-service'): NonNullable<Example['terraform']> => {
  const Principal = { Federated: 'arn:aws:iam::111122223333:oidc-provider/gitlab.com' };
  const trust = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition: conditions };
  const Resource = `arn:aws:ecr:eu-west-1:111122223333:repository/${repository}`;
  const push = { Statement: [{ Effect: 'Allow', Action: 'ecr:PutImage', Resource }] };
  return {
    aws_iam_role: { push: { name: 'images-push', assume_role_policy: JSON.stringify({ Statement: [trust] }) } },
    aws_iam_role_policy: { push: { role: 'images-push', policy: JSON.stringify(push) } },
  };
};

describe('who signs in a pipeline of GitLab', () => {
  const DENIED = 'every pod of Deployment shop/order-service in example is denied';

  test('the file of the pipeline, at any of its refs', () => {
    expect(texts(trusting(SUBJECT, pipeline()))).toEqual([]);
    const other = SUBJECT.replace('acme/example', 'acme/orders');
    expect(texts(trusting(other, pipeline()))).toEqual([
      `CUS001 pipeline .gitlab-ci.yml of acme/example signs as https://gitlab.com/acme/example//.gitlab-ci.yml@refs/… → policy images trusts ${other} → ${DENIED}`,
    ]);
  });

  test('nobody, where nothing signs', () => {
    expect(texts(trusting(SUBJECT, pipeline({ signs: false })))).toEqual([
      `CUS002 pipeline .gitlab-ci.yml of acme/example pushes ${IMAGE} and nobody signs it → policy images trusts ${SUBJECT} → ${DENIED}`,
    ]);
  });

  test('whom nobody can tell, without a token', () => {
    expect(texts(trusting(SUBJECT.replace('main', 'next'), pipeline({ token: false })))).toEqual([]);
  });

  test('and what is pushed to the namesake of another registry is found', () => {
    const elsewhere = IMAGE.replace('111122223333', '444455556666');
    expect(texts({ ...example(deployment(`${elsewhere}@${DIGEST}`)), files: pipeline() })).toEqual([
      `CUS012 pipeline .gitlab-ci.yml of acme/example pushes ${IMAGE} → nothing runs it → Deployment shop/order-service in example runs ${elsewhere}, which nothing here pushes`,
    ]);
  });
});

describe('which role a job of GitLab takes', () => {
  const sub = 'project_path:acme/example:ref_type:branch:ref:main';
  const trust = (claims: Readonly<Record<string, string>>): object => ({
    StringEquals: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`gitlab.com:${claim}`, value])),
  });
  const refused = (claim: string, shown: string, wanted: string): string =>
    `CUS017 pipeline .gitlab-ci.yml of acme/example: the token of the job "release" has the ${claim} ${shown} → the role push wants ${wanted} → AWS refuses it`;

  test('the project and the audience are compared', () => {
    const files = pipeline();
    expect(texts({ files, terraform: role(trust({ sub, aud: 'sts.amazonaws.com' })) })).toEqual([]);
    expect(
      texts({
        files,
        terraform: role({ StringLike: { 'gitlab.com:sub': 'project_path:acme/*:ref_type:branch:ref:main' } }),
      }),
    ).toEqual([]);
    const other = sub.replace('example', 'orders');
    expect(texts({ files, terraform: role(trust({ sub: other })) })).toEqual([
      refused('sub', 'project_path:acme/example:ref_type:…:ref:…', other),
    ]);
    const shown = pipeline({ audience: 'https://gitlab.com' });
    expect(texts({ files: shown, terraform: role(trust({ sub, aud: 'sts.amazonaws.com' })) })).toEqual([
      refused('aud', 'https://gitlab.com', 'sts.amazonaws.com'),
    ]);
  });

  test('and it must be able to push', () => {
    expect(texts({ files: pipeline(), terraform: role(trust({ sub }), 'orders') })).toEqual([
      `CUS019 pipeline .gitlab-ci.yml of acme/example: the job "release" pushes to ${IMAGE} → it takes the role push, which may not push to arn:aws:ecr:eu-west-1:111122223333:repository/order-service → the push is refused`,
    ]);
  });

  test('a trust policy of another system is not compared', () => {
    expect(
      texts({ files: pipeline(), terraform: role({ StringEquals: { 'oidc.example.com:sub': 'anybody' } }) }),
    ).toEqual([]);
  });
});
