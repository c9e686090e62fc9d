import { GitHubRef, GitHubRepository, GitHubWorkflowIdentity } from '../../../lib/model';
import { type GitHubRun, tokensOf } from '../../../lib/systems/aws/github-claims';
import { gitHubTrust } from '../../../lib/systems/aws/github-trust';
import { PodAccess } from '../../../lib/systems/aws/pod-access';
import { type Conditions, type PolicyDocument, type Statement } from '../../../lib/systems/aws/policy-document';
import * as others from '../../../lib/systems/aws/rules/other-runs';
import { mayAssume, webIdentityRequest } from '../../../lib/systems/aws/trust';
import * as fc from '../../property';
import { ACCOUNT, BUILD, OIDC_ID, REGION } from './stack';

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
const TRUST = gitHubTrust(PROVIDER, [BUILD]);

/** A token as GitHub makes it for the build on main, of a repository made before July 2026. */
const TOKEN: Readonly<Record<string, string>> = {
  aud: 'sts.amazonaws.com',
  sub: 'repo:acme/order-service:ref:refs/heads/main',
  repository: 'acme/order-service',
  repository_id: '715331',
  repository_owner: 'acme',
  repository_owner_id: '9142',
  ref: 'refs/heads/main',
  job_workflow_ref: 'acme/order-service/.github/workflows/build.yaml@refs/heads/main',
  workflow: 'build',
  actor: 'ada',
};
const NEW_SUB = 'repo:acme@9142/order-service@715331:ref:refs/heads/main';

const TOKENS: readonly (readonly [string, Readonly<Record<string, string>>, boolean])[] = [
  ['the build on main', {}, true],
  ['the build on main, of a new repository', { sub: NEW_SUB }, true],
  [
    'the build on a branch',
    {
      sub: 'repo:acme/order-service:ref:refs/heads/evil',
      ref: 'refs/heads/evil',
      job_workflow_ref: 'acme/order-service/.github/workflows/build.yaml@refs/heads/evil',
    },
    false,
  ],
  [
    'a branch whose name begins with main',
    {
      sub: 'repo:acme/order-service:ref:refs/heads/main-evil',
      job_workflow_ref: 'acme/order-service/.github/workflows/build.yaml@refs/heads/main-evil',
    },
    false,
  ],
  [
    'a pull request',
    {
      sub: 'repo:acme/order-service:pull_request',
      job_workflow_ref: 'acme/order-service/.github/workflows/build.yaml@refs/pull/7/merge',
    },
    false,
  ],
  ['a tag', { sub: 'repo:acme/order-service:ref:refs/tags/v1', ref: 'refs/tags/v1' }, false],
  ['an environment', { sub: 'repo:acme/order-service:environment:production' }, false],
  [
    'another workflow on main',
    { job_workflow_ref: 'acme/order-service/.github/workflows/lint.yaml@refs/heads/main' },
    false,
  ],
  ['another repository of the owner', { sub: 'repo:acme/other:ref:refs/heads/main', repository_id: '2' }, false],
  ['a namesake', { repository_id: '2', repository_owner_id: '3' }, false],
  ['an owner with a longer name', { sub: 'repo:acme-evil/order-service:ref:refs/heads/main' }, false],
  ['another audience', { aud: 'https://github.com/acme' }, false],
];

test.each(TOKENS)('the role of the build: %s', (_, claims, expected) => {
  expect(mayAssume(TRUST, webIdentityRequest(PROVIDER, { ...TOKEN, ...claims }))).toBe(expected);
});

test('another provider, another action or another service gets nothing', () => {
  const request = webIdentityRequest(PROVIDER, TOKEN);
  expect([
    mayAssume(TRUST, { ...request, id: PROVIDER.replace(ACCOUNT, '444455556666') }),
    mayAssume(TRUST, { ...request, action: 'sts:AssumeRole' }),
    mayAssume(TRUST, { ...request, principal: 'Service' }),
  ]).toEqual([false, false, false]);
});

const word = fc
  .string({ unit: fc.constantFrom('a', 'b', 'c', '-', '7'), minLength: 1, maxLength: 6 })
  .map((one) => `x${one}`);
const job = fc
  .record({
    owner: word.map((one) => one.replaceAll('-', '')),
    name: word,
    id: fc.integer({ min: 1, max: 800_000 }),
    ownerId: fc.integer({ min: 1, max: 800_000 }),
    branches: fc.array(word, { minLength: 1, maxLength: 2 }),
    file: word,
    environment: fc.option(word, { nil: undefined }),
    reusable: fc.boolean(),
  })
  .map(({ owner, name, id, ownerId, branches, file, environment, reusable }) =>
    GitHubWorkflowIdentity.of({
      repository: GitHubRepository.of(`${owner}/${name}`, { id, ownerId }),
      file: `.github/workflows/${file}.yaml`,
      refs: branches.map((branch) => GitHubRef.branch(branch)),
      environment,
      ...(reusable
        ? {
            calls: {
              repository: GitHubRepository.of('platform/workflows', { id: 800_001, ownerId: 800_002 }),
              file: '.github/workflows/build.yaml',
              ref: GitHubRef.tag('v2'),
            },
          }
        : {}),
    }),
  );

/** The run that a job describes, on the first of its refs. */
function runOf(identity: GitHubWorkflowIdentity): GitHubRun {
  const ref = identity.refs[0]?.text ?? '';
  return {
    repository: identity.repository.fullName,
    repositoryId: String(identity.repository.id),
    ownerId: String(identity.repository.ownerId),
    ref,
    context: identity.environment === undefined ? `ref:${ref}` : `environment:${identity.environment}`,
    jobWorkflowRef: identity.jobWorkflowRefs[0] ?? '',
  };
}

test('lets in exactly the job it was made for, in both forms of the subject', () => {
  fc.assert(
    fc.property(job, (identity) => {
      const trust = gitHubTrust(PROVIDER, [identity]);
      const run = runOf(identity);
      const admitted = (one: GitHubRun): boolean[] =>
        tokensOf(one).map((claims) => mayAssume(trust, webIdentityRequest(PROVIDER, claims)));
      expect(admitted(run)).toEqual([true, true]);
      const strangers = [
        others.STRANGER,
        others.pullRequestOf(run),
        others.otherBranchOf(run),
        others.otherWorkflowOf(run),
        others.siblingOf(run),
        others.namesakeOf(run),
        others.neighbourOf(run, `${run.repository.replace('/', '-evil/')}`),
        { ...run, ref: 'refs/heads/another', context: run.context.replace(/^ref:.*/, 'ref:refs/heads/another') },
        { ...run, audience: 'https://github.com/x' },
      ];
      expect(strangers.flatMap(admitted)).toEqual(strangers.flatMap(() => [false, false]));
    }),
  );
});

test('a role for pods lets in the pods of that ServiceAccount alone', () => {
  const eks = { name: 'production', account: ACCOUNT, region: REGION, oidcId: OIDC_ID };
  const pods = { eks, namespace: 'ci', serviceAccount: 'builder' };
  const tags = (namespace: string, account: string, cluster: string) => ({
    principal: 'Service' as const,
    id: 'pods.eks.amazonaws.com',
    action: 'sts:AssumeRole',
    context: {
      'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/${cluster}`,
      'aws:RequestTag/kubernetes-namespace': namespace,
      'aws:RequestTag/kubernetes-service-account': account,
    },
  });
  const trust = PodAccess.podIdentity._trust(pods);
  expect(
    [
      tags('ci', 'builder', 'production'),
      tags('ci', 'default', 'production'),
      tags('shop', 'builder', 'production'),
      tags('ci', 'builder', 'staging'),
    ].map((request) => mayAssume(trust, request)),
  ).toEqual([true, false, false, false]);

  const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.${REGION}.amazonaws.com/id/${OIDC_ID}`;
  const token = (sub: string, aud = 'sts.amazonaws.com') => webIdentityRequest(provider, { sub, aud });
  expect(
    [
      token('system:serviceaccount:ci:builder'),
      token('system:serviceaccount:ci:builder2'),
      token('system:serviceaccount:ci:builder', 'sigstore'),
    ].map((request) => mayAssume(PodAccess.irsa._trust(pods), request)),
  ).toEqual([true, false, false]);
});

const statement = (props: Partial<Statement>): PolicyDocument => ({
  Statement: [{ Effect: 'Allow', Principal: { Federated: PROVIDER }, Action: 'sts:*', ...props }],
});

test.each([
  ['any principal', statement({ Principal: '*' }), true],
  ['a wildcard for providers', statement({ Principal: { Federated: '*' } }), true],
  ['an action around a list', statement({ Action: undefined, NotAction: 'sts:AssumeRole' }), true],
  ['no principal', statement({ Principal: undefined }), false],
  ['everybody but others', statement({ Principal: undefined, NotPrincipal: { Federated: 'other' } }), true],
  ['a condition nobody here knows', statement({ Condition: { DateLessThan: { 'aws:CurrentTime': '2030' } } }), true],
])('reads statements as IAM does: %s', (_, policy, expected) => {
  expect(mayAssume(policy, webIdentityRequest(PROVIDER, TOKEN))).toBe(expected);
});

test('a Deny wins, unless its condition cannot be decided', () => {
  const deny = (Condition?: Conditions): PolicyDocument => ({
    Statement: [
      ...statement({}).Statement,
      { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRoleWithWebIdentity', Condition },
    ],
  });
  const request = webIdentityRequest(PROVIDER, TOKEN);
  expect([
    mayAssume(deny(), request),
    mayAssume(deny({ StringEquals: { 'token.actions.githubusercontent.com:actor': 'ada' } }), request),
    mayAssume(deny({ StringEquals: { 'token.actions.githubusercontent.com:actor': 'bob' } }), request),
    mayAssume(deny({ Bool: { 'aws:SecureTransport': 'false' } }), request),
  ]).toEqual([false, false, true, true]);
});
