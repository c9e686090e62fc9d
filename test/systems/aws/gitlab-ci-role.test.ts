import { GitLabPipelineIdentity, GitLabProject, GitLabRef } from '../../../lib/model';
import {
  GitLabCiRole,
  type GitLabCiRoleProps,
  GitLabOidcProvider,
  mayAssume,
  webIdentityRequest,
} from '../../../lib/systems/aws';
import { gitLabTrust } from '../../../lib/systems/aws/gitlab-trust';
import { ACCOUNT, IMAGE, json, plainStack, resourcesOf } from './stack';

const PROVIDER = GitLabOidcProvider.existing(ACCOUNT);
const PROJECT = GitLabProject.of('acme/order-service', { id: 42 });
const MAIN = GitLabPipelineIdentity.of({ project: PROJECT, refs: [GitLabRef.branch('main')] });
const TAGS = GitLabPipelineIdentity.of({ project: PROJECT, refs: [GitLabRef.tagsFrom('v')] });
const ROLE: GitLabCiRoleProps = { name: 'order-service-gitlab', provider: PROVIDER, usedBy: [MAIN], pushes: [IMAGE] };

test('makes a provider for each instance', () => {
  const stack = plainStack();
  const provider = new GitLabOidcProvider(stack, 'gitlab', { account: ACCOUNT });
  new GitLabOidcProvider(stack, 'own', { account: ACCOUNT, instance: 'https://gitlab.example.com' });
  expect(resourcesOf(stack)).toEqual({
    aws_iam_openid_connect_provider: {
      gitlab: { url: 'https://gitlab.com', client_id_list: ['sts.amazonaws.com'] },
      'gitlab-gitlab-example-com': { url: 'https://gitlab.example.com', client_id_list: ['sts.amazonaws.com'] },
    },
  });
  expect({ account: provider.account, arn: provider.arn, instance: provider.instance }).toEqual(PROVIDER);
  expect(PROVIDER.arn).toBe('arn:aws:iam::111122223333:oidc-provider/gitlab.com');
});

test('lets in exactly the named pipelines', () => {
  const stack = plainStack();
  const role = new GitLabCiRole(stack, 'ci', { ...ROLE, usedBy: [MAIN, TAGS] });
  const { assume_role_policy: trust, ...rest } = resourcesOf(stack)['aws_iam_role']?.['order-service-gitlab'] ?? {};
  expect(rest).toEqual({
    name: 'order-service-gitlab',
    path: '/ci/',
    description:
      'For GitLab CI: acme/order-service/.gitlab-ci.yml at refs/heads/main; acme/order-service/.gitlab-ci.yml at refs/tags/v*',
    max_session_duration: 3600,
  });
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: PROVIDER.arn },
    Action: 'sts:AssumeRoleWithWebIdentity',
  };
  const aud = { 'gitlab.com:aud': 'sts.amazonaws.com' };
  expect(json(trust)).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        ...statement,
        Condition: {
          StringEquals: { ...aud, 'gitlab.com:sub': 'project_path:acme/order-service:ref_type:branch:ref:main' },
        },
      },
      {
        ...statement,
        Condition: {
          StringEquals: aud,
          StringLike: { 'gitlab.com:sub': 'project_path:acme/order-service:ref_type:tag:ref:v*' },
        },
      },
    ],
  });
  expect(role.arn).toBe('arn:aws:iam::111122223333:role/ci/order-service-gitlab');
});

test.each([
  ['the branch', 'project_path:acme/order-service:ref_type:branch:ref:main', 'sts.amazonaws.com', true],
  ['another branch', 'project_path:acme/order-service:ref_type:branch:ref:main2', 'sts.amazonaws.com', false],
  ['a tag of the same name', 'project_path:acme/order-service:ref_type:tag:ref:main', 'sts.amazonaws.com', false],
  ['another audience', 'project_path:acme/order-service:ref_type:branch:ref:main', 'sigstore', false],
])('by the model of STS: %s', (_, sub, aud, expected) => {
  const request = webIdentityRequest(PROVIDER.arn, { sub, aud });
  expect(mayAssume(gitLabTrust(PROVIDER.arn, [MAIN]), request)).toBe(expected);
});

test.each([
  [{ usedBy: [] }, 'GitLabCiRole.usedBy: expected at least one pipeline, got []'],
  [
    { provider: GitLabOidcProvider.existing(ACCOUNT, 'https://gitlab.example.com') },
    'GitLabCiRole.usedBy: expected pipelines of https://gitlab.example.com, got "https://gitlab.com"',
  ],
] as const)('refuses %j', (props, message) => {
  expect(() => new GitLabCiRole(plainStack(), 'ci', { ...ROLE, ...props })).toThrow(new Error(message));
});

test('refuses an instance with a path', () => {
  expect(() => GitLabOidcProvider.existing(ACCOUNT, 'https://example.com/gitlab')).toThrow(
    new Error(
      'GitLabOidcProvider.instance: expected an address such as "https://gitlab.com", got "https://example.com/gitlab"',
    ),
  );
});
