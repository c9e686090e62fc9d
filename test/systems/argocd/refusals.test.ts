import { Duration, TagFamily } from '../../../lib/model';
import {
  AppProject,
  Application,
  ApplicationSet,
  Destination,
  GitSource,
  ImageWriteBack,
  PreviewEnvironments,
  SyncPolicy,
  SyncWindow,
  UpdateStrategy,
} from '../../../lib/systems/argocd';
import { chart, cluster, gitops, image, service, source } from './chart';

const window = { schedule: '0 8 * * *', lasting: Duration.hours(1) };
const limits = { name: 'shop', repositories: [gitops], destinations: [{ cluster, namespace: 'shop' }] };
const application = { name: 'api', project: { name: 'shop' }, source, destination: cluster, into: 'shop' };
const previews = {
  ...{ name: 'api', repository: service, path: 'deploy', image, cluster },
  token: { name: 'github', key: 'token' },
};
const DEFAULT_PROJECT = 'expected a project of its own, got "default"; it may write to every cluster and namespace';

test.each([
  [
    () => GitSource.branch('HEAD', { repository: gitops, path: 'dist' }),
    'GitSource.branch: expected the name of a branch, got "HEAD"; HEAD is whatever the host calls its default',
  ],
  [
    () => GitSource.commit('main', { repository: gitops, path: 'dist' }),
    'GitSource.commit: expected 40 hex digits, got "main"',
  ],
  [
    () => GitSource.branch('main', { repository: gitops, path: '/dist' }),
    'GitSource.path: expected a folder as a path from the root of the repository, got "/dist"',
  ],
  [
    () => GitSource.branch('main', { repository: gitops, path: 'dist/../apps' }),
    'GitSource.path: expected a folder as a path from the root of the repository, got "dist/../apps"',
  ],
  [() => Destination.named('a b'), 'Destination.named: expected the name of a registered cluster, got "a b"'],
  [() => Destination.server('http://k8s'), 'Destination.server: expected an https address, got "http://k8s"'],
  [() => SyncPolicy.automated({ retries: -1 }), 'SyncPolicy.retries: expected a whole number, got -1'],
  [
    () => SyncPolicy.automated({ firstWait: Duration.hours(1) }),
    'SyncPolicy.firstWait: expected no more than longestWait, got "1h"',
  ],
  [
    () => SyncWindow.allow({ ...window, schedule: '@daily' }),
    'SyncWindow.schedule: expected the five fields of cron, got "@daily"',
  ],
  [
    () => SyncWindow.allow({ ...window, lasting: Duration.seconds(1) }),
    'SyncWindow.lasting: expected at least a minute, got "1s"',
  ],
  [
    () => SyncWindow.allow({ ...window, timeZone: 'Europe/Bonn' }),
    'SyncWindow.timeZone: expected a time zone such as "Europe/Berlin", got "Europe/Bonn"; Argo CD would use UTC',
  ],
  [
    () => SyncWindow.deny({ ...window, applications: [] }),
    'SyncWindow.applications: expected at least one pattern, got []',
  ],
  [
    () => SyncWindow.deny({ ...window, description: 'x'.repeat(256) }),
    `SyncWindow.description: expected at most 255 characters, got "${'x'.repeat(199)}…`,
  ],
  [
    () => new AppProject(chart(), 'x', { ...limits, name: 'default' }),
    'AppProject.name: expected any name but "default", got "default"; Argo CD makes that one, and it allows everything',
  ],
  [
    () => new AppProject(chart(), 'x', { ...limits, repositories: [] }),
    'AppProject.repositories: expected at least one, got []',
  ],
  [
    () => new AppProject(chart(), 'x', { ...limits, destinations: [] }),
    'AppProject.destinations: expected at least one, got []',
  ],
  [
    () => new AppProject(chart(), 'x', { ...limits, destinations: [{ cluster, namespace: '*' }] }),
    'AppProject.destinations: expected a namespace, or a pattern such as "preview-*", got "*"',
  ],
  [
    () => new Application(chart(), 'x', { ...application, project: { name: 'default' } }),
    `Application.project: ${DEFAULT_PROJECT}`,
  ],
  [
    () =>
      new ApplicationSet(chart(), 'x', {
        ...{ name: 'set', generators: [], applicationName: 'api' },
        template: { ...application, project: { name: 'default' } },
      }),
    `ApplicationSet.project: ${DEFAULT_PROJECT}`,
  ],
  [
    () => new PreviewEnvironments(chart(), 'x', { ...previews, tags: TagFamily.release }),
    'PreviewEnvironments.tags: expected tags that end with the commit, got "release"; a preview finds no other',
  ],
  [
    () => new PreviewEnvironments(chart(), 'x', { ...previews, every: Duration.seconds(5) }),
    'PullRequests.every: expected whole seconds, 30 or more, got "5s"; code hosts limit how often',
  ],
  [
    () => new PreviewEnvironments(chart(), 'x', { ...previews, label: ' ' }),
    'PullRequests.label: expected the label that asks for a preview, got " "',
  ],
  [
    () => UpdateStrategy.digest(TagFamily.commit),
    'UpdateStrategy.digest: expected a tag that moves, got "commit"; other tags never change',
  ],
  [
    () => UpdateStrategy.semver('latest'),
    'UpdateStrategy.semver: expected a constraint such as "1.x" or "~1.4", got "latest"',
  ],
  [
    () => ImageWriteBack.git({ repository: gitops, folder: '../apps' }),
    'ImageWriteBack.folder: expected a folder as a path from the root of the repository, got "../apps"',
  ],
])('refuses %#', (make, message) => {
  expect(make).toThrow(message);
});
