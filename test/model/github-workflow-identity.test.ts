import { GitHubRef, GitHubRepository, GitHubWorkflowIdentity } from '../../lib/model';

const REPOSITORY = GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 });
const PLATFORM = GitHubRepository.of('acme/platform', { id: 715333, ownerId: 9142 });
const PROPS = { repository: REPOSITORY, file: '.github/workflows/build.yaml', refs: [GitHubRef.branch('main')] };

test('a job of a workflow is known by its subject in both forms and by its own file', () => {
  const job = GitHubWorkflowIdentity.of({ ...PROPS, refs: [GitHubRef.branch('main'), GitHubRef.tagsFrom('v')] });
  expect({ subjects: job.subjects, jobWorkflowRefs: job.jobWorkflowRefs, text: `${job}` }).toEqual({
    subjects: [
      'repo:acme/order-service:ref:refs/heads/main',
      'repo:acme@9142/order-service@715331:ref:refs/heads/main',
      'repo:acme/order-service:ref:refs/tags/v*',
      'repo:acme@9142/order-service@715331:ref:refs/tags/v*',
    ],
    jobWorkflowRefs: [
      'acme/order-service/.github/workflows/build.yaml@refs/heads/main',
      'acme/order-service/.github/workflows/build.yaml@refs/tags/v*',
    ],
    text: 'acme/order-service/.github/workflows/build.yaml at refs/heads/main, refs/tags/v*',
  });
});

test('an environment replaces the ref in the subject, and a called workflow the file', () => {
  const job = GitHubWorkflowIdentity.of({
    ...PROPS,
    environment: 'production',
    calls: { repository: PLATFORM, file: '.github/workflows/promote.yml', ref: 'ab'.repeat(20) },
  });
  expect({ subjects: job.subjects, jobWorkflowRefs: job.jobWorkflowRefs }).toEqual({
    subjects: [
      'repo:acme/order-service:environment:production',
      'repo:acme@9142/order-service@715331:environment:production',
    ],
    jobWorkflowRefs: [`acme/platform/.github/workflows/promote.yml@${'ab'.repeat(20)}`],
  });
});

test('a ref knows whether it is a pattern', () => {
  const refs = [GitHubRef.branch('release/1.x'), GitHubRef.tag('v1.4.2'), GitHubRef.tagsFrom('v')];
  expect(refs.map((ref) => [`${ref}`, ref.isPattern])).toEqual([
    ['refs/heads/release/1.x', false],
    ['refs/tags/v1.4.2', false],
    ['refs/tags/v*', true],
  ]);
});

test.each([
  [
    () => GitHubRef.branch('release/*'),
    'GitHubRef.branch: expected the name of a branch or tag, without wildcard, got "release/*"',
  ],
  [
    () => GitHubRef.branch('a..b'),
    'GitHubRef.branch: expected the name of a branch or tag, without wildcard, got "a..b"',
  ],
  [() => GitHubRef.tag(''), 'GitHubRef.tag: expected the name of a branch or tag, without wildcard, got ""'],
  [
    () => GitHubRef.tagsFrom('*'),
    'GitHubRef.tagsFrom: expected the name of a branch or tag, without wildcard, got "*"',
  ],
  [
    () => GitHubWorkflowIdentity.of({ ...PROPS, file: 'build.yaml' }),
    'GitHubWorkflowIdentity.file: expected a file such as ".github/workflows/build.yaml", got "build.yaml"',
  ],
  [
    () => {
      const repository = GitHubRepository.of('acme/api', { id: 12, ownerId: 3, server: 'github.example.com' });
      return GitHubWorkflowIdentity.of({ ...PROPS, repository });
    },
    'GitHubWorkflowIdentity.repository: expected a repository on github.com, whose tokens are known, got "https://github.example.com/acme/api"; build in Tekton, which signs as the cluster',
  ],
  [
    () => GitHubWorkflowIdentity.of({ ...PROPS, refs: [] }),
    'GitHubWorkflowIdentity.refs: expected at least one ref, got []',
  ],
  [
    () => GitHubWorkflowIdentity.of({ ...PROPS, environment: 'pro*' }),
    'GitHubWorkflowIdentity.environment: expected the name of an environment, got "pro*"',
  ],
  [
    () => GitHubWorkflowIdentity.of({ ...PROPS, calls: { repository: PLATFORM, file: 'x', ref: 'main' } }),
    'GitHubWorkflowIdentity.calls.file: expected a file such as ".github/workflows/build.yaml", got "x"',
  ],
  [
    () => GitHubWorkflowIdentity.of({ ...PROPS, calls: { repository: PLATFORM, file: PROPS.file, ref: 'main' } }),
    'GitHubWorkflowIdentity.calls.ref: expected one branch, one tag or the 40 hex digits of a commit, got "main"',
  ],
  [
    () =>
      GitHubWorkflowIdentity.of({
        ...PROPS,
        calls: { repository: PLATFORM, file: PROPS.file, ref: GitHubRef.tagsFrom('v') },
      }),
    'GitHubWorkflowIdentity.calls.ref: expected one branch, one tag or the 40 hex digits of a commit, got "refs/tags/v*"',
  ],
])('refuses a bad value: %#', (make, message) => {
  expect(make).toThrow(new Error(message));
});
