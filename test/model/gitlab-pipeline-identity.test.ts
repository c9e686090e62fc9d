import { GitLabPipelineIdentity, GitLabProject, GitLabRef } from '../../lib/model';

const PROJECT = GitLabProject.of('acme/shop/api', { id: 42 });
const MAIN = GitLabRef.branch('main');

test('tells subjects and signer from one place', () => {
  const main = GitLabPipelineIdentity.of({ project: PROJECT, refs: [MAIN], file: 'ci/main.yml' });
  expect(main.subjects).toEqual(['project_path:acme/shop/api:ref_type:branch:ref:main']);
  expect(main.signsAs.certificate).toEqual({
    subject: 'https://gitlab.com/acme/shop/api//ci/main.yml@refs/heads/main',
    issuer: 'https://gitlab.com',
  });
  expect(String(main)).toBe('acme/shop/api/ci/main.yml at refs/heads/main');
  const tags = GitLabPipelineIdentity.of({ project: PROJECT, refs: [GitLabRef.tag('v1'), GitLabRef.tagsFrom('v')] });
  expect(tags.subjects).toEqual([
    'project_path:acme/shop/api:ref_type:tag:ref:v1',
    'project_path:acme/shop/api:ref_type:tag:ref:v*',
  ]);
  expect(tags.refs.map(({ text, isPattern }) => [text, isPattern])).toEqual([
    ['refs/tags/v1', false],
    ['refs/tags/v*', true],
  ]);
});

test.each([
  [() => GitLabRef.branch('a*'), 'GitLabRef.branch: expected the name of a branch or tag, without wildcard, got "a*"'],
  [() => GitLabRef.tag('a..b'), 'GitLabRef.tag: expected the name of a branch or tag, without wildcard, got "a..b"'],
  [() => GitLabRef.tagsFrom(''), 'GitLabRef.tagsFrom: expected the name of a branch or tag, without wildcard, got ""'],
  [
    () => GitLabPipelineIdentity.of({ project: PROJECT, refs: [] }),
    'GitLabPipelineIdentity.refs: expected at least one ref, got []',
  ],
  [
    () => GitLabPipelineIdentity.of({ project: PROJECT, refs: [MAIN], file: '../a.yml' }),
    'GitLabPipelineIdentity.file: expected a YAML file of the project, such as ".gitlab-ci.yml", got "../a.yml"',
  ],
  [
    () => GitLabPipelineIdentity.of({ project: PROJECT, refs: [GitLabRef.tagsFrom('v')] }).signsAs,
    'GitLabPipelineIdentity.signsAs: expected one exact ref, got ["refs/tags/v*"]',
  ],
] as const)('refuses %#', (make, message) => {
  expect(make).toThrow(new Error(message));
});
