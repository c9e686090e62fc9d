import { Duration, GitHubRepository, TagFamily } from '../../../lib/model';
import {
  Destination,
  ImageUpdater,
  ImageWriteBack,
  PreviewEnvironments,
  UpdateStrategy,
} from '../../../lib/systems/argocd';
import { FINALIZERS, SSA, automated, gitops, image, project, render, retry, service, token } from './chart';

test('previews are made of the pull request, with its image, in a namespace that goes with it', () => {
  const [limits, set] = render((scope) => {
    new PreviewEnvironments(scope, 'previews', {
      ...{ name: 'api', repository: service, path: 'deploy/preview', image, token },
      cluster: Destination.named('previews'),
    });
  }) as [{ spec: object }, object];
  expect(limits.spec).toMatchObject({
    sourceRepos: ['https://github.com/acme/api.git'],
    destinations: [{ name: 'previews', namespace: 'api-pr-*' }],
    clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
  });
  expect(JSON.stringify(limits.spec)).not.toContain('"Secret"');
  expect(set).toEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'api-previews', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          pullRequest: {
            github: {
              owner: 'acme',
              repo: 'api',
              tokenRef: { secretName: 'github', key: 'token' },
              labels: ['preview'],
            },
            requeueAfterSeconds: 60,
          },
        },
      ],
      template: {
        metadata: { name: 'api-pr-{{ .number }}', finalizers: FINALIZERS },
        spec: {
          project: 'api-previews',
          source: {
            repoURL: 'https://github.com/acme/api.git',
            targetRevision: '{{ .head_sha }}',
            path: 'deploy/preview',
            kustomize: {
              namespace: 'api-pr-{{ .number }}',
              images: ['ghcr.io/acme/api:sha-{{ .head_sha }}'],
            },
          },
          destination: { name: 'previews', namespace: 'api-pr-{{ .number }}' },
          syncPolicy: { automated, syncOptions: [SSA], retry },
        },
      },
    },
  });
});

test('previews of an Enterprise Server ask its own API', () => {
  const [, set] = render((scope) => {
    new PreviewEnvironments(scope, 'previews', {
      ...{ name: 'api', path: 'deploy', image, token, cluster: Destination.named('previews') },
      repository: GitHubRepository.of('acme/api', { id: 12, ownerId: 3, server: 'github.example.com' }),
    });
  });
  expect(set).toMatchObject({
    spec: {
      generators: [{ pullRequest: { github: { api: 'https://github.example.com/', owner: 'acme', repo: 'api' } } }],
      template: { spec: { source: { repoURL: 'https://github.example.com/acme/api.git' } } },
    },
  });
});

test('previews of GitLab ask the instance for merge requests that are open', () => {
  const rendered = render((scope) => {
    new PreviewEnvironments(scope, 'previews', {
      ...{ name: 'api', repository: project, path: 'deploy', image, token, label: 'show', argocd: 'gitops' },
      cluster: Destination.server('https://10.0.0.1'),
      every: Duration.minutes(5),
    });
  });
  expect(rendered).toMatchObject([
    { metadata: { namespace: 'gitops' } },
    {
      metadata: { namespace: 'gitops' },
      spec: {
        generators: [
          {
            pullRequest: {
              gitlab: {
                api: 'https://gitlab.acme.dev/',
                project: '42',
                tokenRef: { secretName: 'github', key: 'token' },
                labels: ['show'],
                pullRequestState: 'opened',
              },
              requeueAfterSeconds: 300,
            },
          },
        ],
      },
    },
  ]);
});

test.each([
  [UpdateStrategy.digest(TagFamily.moving('main')), 'ghcr.io/acme/api:main', { updateStrategy: 'digest' }],
  [
    UpdateStrategy.semver('1.x'),
    'ghcr.io/acme/api:1.x',
    { updateStrategy: 'semver', allowTags: String.raw`regexp:^v?\d+\.\d+\.\d+$` },
  ],
  [
    UpdateStrategy.newestBuild(TagFamily.commit),
    'ghcr.io/acme/api',
    { updateStrategy: 'newest-build', allowTags: 'regexp:^sha-[0-9a-f]+$' },
  ],
])('an ImageUpdater writes its choice to Git: %#', (strategy, imageName, commonUpdateSettings) => {
  const rendered = render((scope) => {
    new ImageUpdater(scope, 'updater', {
      ...{ name: 'api', application: { name: 'api-staging' }, image, strategy },
      writeBack: ImageWriteBack.git({ repository: gitops, folder: 'promoted/staging/api', credentials: 'git' }),
    });
  });
  expect(rendered).toEqual([
    {
      apiVersion: 'argocd-image-updater.argoproj.io/v1alpha1',
      kind: 'ImageUpdater',
      metadata: { name: 'api', namespace: 'argocd' },
      spec: {
        writeBackConfig: {
          method: 'git:secret:git',
          gitConfig: {
            repository: 'https://github.com/acme/gitops.git',
            branch: 'main',
            writeBackTarget: 'kustomization:/promoted/staging/api',
          },
        },
        applicationRefs: [
          {
            namePattern: 'api-staging',
            images: [
              {
                alias: 'service',
                imageName,
                commonUpdateSettings,
                manifestTargets: { kustomize: { name: 'ghcr.io/acme/api' } },
              },
            ],
          },
        ],
      },
    },
  ]);
});
