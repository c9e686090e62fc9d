import { type KubernetesObject, Manifests } from '../../../lib/assembly';
import { assemblyOf, audit } from '../../../lib/audit';
import { Duration } from '../../../lib/model';
import {
  AppProject,
  Application,
  Destination,
  ImageUpdater,
  ImageWriteBack,
  PreviewEnvironments,
  SyncPolicy,
  SyncWindow,
  UpdateStrategy,
  replicasOf,
} from '../../../lib/systems/argocd';
import { argoCdRules } from '../../../lib/systems/argocd/rules';
import { FINALIZERS, SSA, automated, cluster, gitops, image, render, retry, service, source, token } from './chart';

test('an Application has a project, a finalizer, retries that follow Git, and server-side apply', () => {
  const rendered = render((scope) => {
    new Application(scope, 'api', {
      name: 'api',
      project: { name: 'shop' },
      source,
      destination: cluster,
      into: 'shop',
    });
  });
  expect(rendered).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'api', namespace: 'argocd', finalizers: FINALIZERS },
      spec: {
        project: 'shop',
        source: { repoURL: 'https://github.com/acme/gitops.git', targetRevision: 'main', path: 'dist/production' },
        destination: { name: 'production', namespace: 'shop' },
        syncPolicy: { automated, syncOptions: [SSA], retry },
      },
    },
  ]);
});

test('keeps what it ignores where that freezes nothing else, and can be left to hands', () => {
  const rendered = render((scope) => {
    new Application(scope, 'api', {
      ...{ name: 'api', namespace: 'gitops', project: { name: 'shop' }, source, into: 'shop' },
      destination: Destination.inCluster,
      ignored: [replicasOf({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' })],
      sync: SyncPolicy.manual({ retries: 0, firstWait: Duration.seconds(1), longestWait: Duration.minutes(1) }),
      owns: false,
      serverSide: false,
    });
  });
  expect(rendered).toMatchObject([
    {
      metadata: { name: 'api', namespace: 'gitops' },
      spec: {
        destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        ignoreDifferences: [{ group: 'apps', kind: 'Deployment', name: 'api', jsonPointers: ['/spec/replicas'] }],
        syncPolicy: {
          syncOptions: ['ApplyOutOfSyncOnly=true', 'RespectIgnoreDifferences=true'],
          retry: { limit: 0, refresh: true, backoff: { duration: '1s', factor: 2, maxDuration: '1m' } },
        },
      },
    },
  ]);
  expect(JSON.stringify(rendered)).not.toMatch(/automated|finalizers/);
});

test('a project allows no kind without namespace, and nothing that gives rights', () => {
  const rendered = render((scope) => {
    new AppProject(scope, 'shop', {
      name: 'shop',
      description: 'the shop',
      repositories: [gitops, gitops],
      destinations: [{ cluster, namespace: 'shop' }],
      windows: [
        SyncWindow.deny({
          schedule: '0 18 * * 5',
          lasting: Duration.hours(62),
          timeZone: 'Europe/Berlin',
          applications: ['*-production'],
          manualSync: false,
          description: 'no deployments at weekends',
        }),
        SyncWindow.allow({ schedule: '0 8 * * 1-5', lasting: Duration.hours(8) }),
      ],
    });
  });
  expect(rendered).toEqual([
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: {
        description: 'the shop',
        sourceRepos: ['https://github.com/acme/gitops.git'],
        destinations: [{ name: 'production', namespace: 'shop' }],
        clusterResourceWhitelist: [],
        namespaceResourceBlacklist: [
          { group: '', kind: 'ResourceQuota' },
          { group: '', kind: 'LimitRange' },
          { group: 'rbac.authorization.k8s.io', kind: 'Role' },
          { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
        ],
        syncWindows: [
          {
            kind: 'deny',
            schedule: '0 18 * * 5',
            duration: '62h',
            timeZone: 'Europe/Berlin',
            applications: ['*-production'],
            manualSync: false,
            description: 'no deployments at weekends',
          },
          { kind: 'allow', schedule: '0 8 * * 1-5', duration: '8h', applications: ['*'], manualSync: true },
        ],
      },
    },
  ]);
});

test('what is rendered fits the schemas, and the rules of the room find nothing', () => {
  const rendered = render((scope) => {
    const shop = new AppProject(scope, 'shop', {
      name: 'shop',
      repositories: [gitops],
      destinations: [{ cluster, namespace: 'shop' }],
      windows: [SyncWindow.allow({ schedule: '0 8 * * *', lasting: Duration.hours(8) })],
    });
    new Application(scope, 'api', { name: 'api', project: shop, source, destination: cluster, into: 'shop' });
    new PreviewEnvironments(scope, 'previews', {
      name: 'api',
      repository: service,
      path: 'deploy',
      image,
      token,
      cluster,
    });
    new ImageUpdater(scope, 'updater', {
      ...{ name: 'api', application: { name: 'api' }, image, strategy: UpdateStrategy.semver('1.x') },
      writeBack: ImageWriteBack.git({ repository: gitops, folder: 'promoted/production/api' }),
    });
  }) as KubernetesObject[];
  const manifests = new Manifests(rendered.map((object) => ({ object, environment: 'tools', origin: {} })));
  expect(audit({ ...assemblyOf({}), manifests }, argoCdRules).findings).toEqual([]);
});
