import { GitLabProject } from '../../lib/model';

test('knows its page, its clone address and the issuer of its tokens', () => {
  const project = GitLabProject.of('acme/shop/order-service', { id: 7 });
  expect({ ...project, url: project.url, clone: project.cloneUrl, text: `${project}` }).toEqual({
    fullName: 'acme/shop/order-service',
    instance: 'https://gitlab.com',
    id: 7,
    url: 'https://gitlab.com/acme/shop/order-service',
    clone: 'https://gitlab.com/acme/shop/order-service.git',
    text: 'acme/shop/order-service',
  });
  expect(GitLabProject.of('acme/api', { id: 7, instance: 'https://git.acme.example:8443' }).url).toBe(
    'https://git.acme.example:8443/acme/api',
  );
});

test.each([
  [
    'api',
    { id: 1 },
    'GitLabProject: expected "group/project" or "group/subgroup/project" as GitLab spells it, got "api"',
  ],
  [
    'acme/api.git',
    { id: 1 },
    'GitLabProject: expected "group/project" or "group/subgroup/project" as GitLab spells it, got "acme/api.git"',
  ],
  [
    'acme/api',
    { id: 0 },
    'GitLabProject.id: expected a positive whole number, got 0; it stands on the page of the project',
  ],
  [
    'acme/api',
    { id: 1, instance: 'http://gitlab.local' },
    'GitLabProject.instance: expected an address such as "https://gitlab.example.com", got "http://gitlab.local"',
  ],
])('refuses %s %j', (path, props, message) => {
  expect(() => GitLabProject.of(path, props)).toThrow(new Error(message));
});
