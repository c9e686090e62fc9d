import { ImageRepository } from '../../../../lib/model';
import { GitAuth, PromoteImage, RegistryAuth } from '../../../../lib/systems/tekton/tasks';
import { auth, envOf, gitops, newChart, repository, stepOf, taskOf } from './rendered';

const promotion = {
  service: 'order-service',
  environment: 'staging',
  repository,
  gitops,
  folder: 'promoted/staging/order-service',
};

test('marks the image first: what an environment is told to run must already be kept', () => {
  const task = taskOf((chart) => new PromoteImage(chart, 'promote', { ...promotion, auth }));
  expect(task.metadata.name).toBe('promote-to-staging');
  expect(task.spec.steps.map((step) => step.name)).toEqual(['mark', 'record']);
  expect(task.spec).toMatchObject({
    params: [{ name: 'image' }, { name: 'commit' }, { name: 'time', default: '' }, { name: 'run', default: '' }],
    results: [{ name: 'revision' }],
    workspaces: [
      { name: 'git', description: 'A deploy key: the files id_rsa and known_hosts.', readOnly: true },
      { name: 'source', optional: true, readOnly: true },
    ],
  });
});

test('over ssh it is the one user that the image knows; over https it is the usual one', () => {
  const user = (gitAuth: GitAuth): unknown =>
    taskOf((chart) => new PromoteImage(chart, 'promote', { ...promotion, gitAuth })).spec.stepTemplate.securityContext;
  expect(user(GitAuth.ssh())).toMatchObject({ runAsNonRoot: true, runAsUser: 65534 });
  expect(user(GitAuth.basic())).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 });
});

test('commits are by whom one says', () => {
  const author = { name: 'Robot', email: 'robot@acme.example' };
  const task = taskOf((chart) => new PromoteImage(chart, 'promote', { ...promotion, author, branch: 'live' }));
  expect(envOf(stepOf(task, 'record'))).toMatchObject({
    GIT_AUTHOR_NAME: 'Robot',
    GIT_AUTHOR_EMAIL: 'robot@acme.example',
    GIT_COMMITTER_NAME: 'Robot',
    GIT_COMMITTER_EMAIL: 'robot@acme.example',
  });
  expect(stepOf(task, 'record').script).toContain('git@github.com:acme/gitops.git refs/heads/live\n');
});

test('says which file it owns', () => {
  expect(new PromoteImage(newChart(), 'promote', promotion).file).toBe(
    'promoted/staging/order-service/kustomization.yaml',
  );
});

describe('refuses', () => {
  test.each([
    [
      'an environment that is no name',
      { environment: 'Staging' },
      'PromoteImage.environment: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Staging"',
    ],
    [
      'a service that is no name',
      { service: "x'; rm" },
      'PromoteImage.service: expected 1 to 63 lower-case letters, digits and "-", beginning and ending with a letter or digit, got "x\'; rm"',
    ],
    [
      'a folder outside the repository',
      { folder: '../x' },
      'PromoteImage.folder: expected a path inside the GitOps repository, got "../x"',
    ],
    ['no tries', { tries: 0 }, 'PromoteImage.tries: expected a whole number of 1 or more, got 0'],
    [
      'a branch that is none',
      { branch: 'a b' },
      'GitHubRef.branch: expected the name of a branch or tag, without wildcard, got "a b"',
    ],
    [
      'a way into another registry',
      {
        auth: RegistryAuth.ecr(
          ImageRepository.ecr({ account: '111122223333', region: 'eu-west-2', name: 'order-service' }),
        ),
      },
      'PromoteImage.auth: expected a way into 111122223333.dkr.ecr.eu-west-1.amazonaws.com, got one into 111122223333.dkr.ecr.eu-west-2.amazonaws.com',
    ],
  ])('%s', (_, props, message) => {
    expect(() => taskOf((chart) => new PromoteImage(chart, 'promote', { ...promotion, ...props }))).toThrow(message);
  });
});
