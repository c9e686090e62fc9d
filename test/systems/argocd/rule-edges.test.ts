import { Manifests, RepositoryFiles, readManifests } from '../../../lib/assembly';
import { assemblyOf } from '../../../lib/audit';
import { movedFields } from '../../../lib/systems/argocd/moved-fields';
import { argoCdRules } from '../../../lib/systems/argocd/rules';
import {
  type Parts,
  application,
  hookJob,
  object,
  previews,
  project,
  rollout,
} from '../../../lib/systems/argocd/rules/examples';

/** What one rule finds in files by their paths, each as `subject: message`. */
function find(id: string, files: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(files).flatMap(([file, text]) => readManifests(text, file, 'example').manifests);
  const rule = argoCdRules.find((one) => one.id === id);
  const found = rule?.check({ ...assemblyOf({}), manifests: new Manifests(all) }) ?? [];
  return found.map(({ place, message }) => `${place.subject}: ${message}`);
}

const one = (id: string, ...documents: string[]): string[] => find(id, { 'all.yaml': documents.join('---') });
const limited = (destination: string, spec: string, parts: Parts = {}): string[] =>
  one('ARG005', application({ destination, ...parts }), project(`{ sourceRepos: ['*'], destinations: [${spec}] }`));

test('an Application applies the folder that its path ends with, whatever namespace it says', () => {
  const files = (folder: string): Record<string, string> => ({
    'argocd/api.yaml': application() + '---' + project('{ sourceRepos: ["*"], destinations: [] }'),
    [`${folder}/api/resources.yaml`]: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: elsewhere }\n',
  });
  const found = ['Namespace elsewhere: the project shop, by which api applies it, does not allow Namespace'];
  expect(find('ARG007', files('dist/production'))).toEqual(found);
  expect(find('ARG007', files('production'))).toEqual(found);
  expect(find('ARG007', files('staging'))).toEqual([]);
});

test.each([
  ['{ name: production, namespace: shop-eu }', "{ name: production, namespace: 'shop-*' }"],
  ['{ server: https://10.0.0.1, namespace: shop }', '{ name: production, namespace: shop }'],
  ['{ name: production, namespace: shop }', "{ name: '*', namespace: '!kube-system' }"],
  ['{ name: production }', '{ name: production, namespace: shop }'],
  ["{ name: production, namespace: 'pr-{{ .number }}' }", '{ name: production, namespace: shop }'],
])('says nothing of %s where a project allows %s, or that cannot be told', (destination, allowed) => {
  expect(limited(destination, allowed)).toEqual([]);
});

test('tells clusters and namespaces apart', () => {
  expect(limited('{ name: staging, namespace: shop }', '{ name: production, namespace: shop }')).toEqual([
    'Application argocd/api: its project shop does not allow the namespace shop of staging',
  ]);
  expect(
    limited('{ server: https://10.0.0.1, namespace: shop }', '{ server: https://10.0.0.2, namespace: shop }'),
  ).toHaveLength(1);
});

test('knows kinds with a namespace by the lists of the project', () => {
  const role = object('rbac.authorization.k8s.io/v1', 'Role', 'api', 'rules: []');
  const limits = (more: string): string => project(`{ sourceRepos: ['*'], destinations: []${more} }`);
  const kinds = (more: string): string[] => one('ARG007', application(), role, limits(more));
  expect(kinds('')).toEqual([]);
  expect(kinds(", namespaceResourceBlacklist: [{ group: '*', kind: Role }]")).toHaveLength(1);
  expect(kinds(", namespaceResourceWhitelist: [{ group: '', kind: '*' }]")).toHaveLength(1);
  expect(kinds(', namespaceResourceWhitelist: [{ group: rbac.authorization.k8s.io, kind: Role }]')).toEqual([]);
});

test('a repository may be written in several ways', () => {
  const from = (repo: string): string[] =>
    one('ARG006', application(), project(`{ sourceRepos: ['${repo}'], destinations: [] }`));
  expect(['https://github.com/ACME/gitops/', 'https://github.com/acme/*', '*', '!x'].flatMap(from)).toEqual([]);
  expect(from('https://github.com/*')).toHaveLength(1);
});

test('reads generators inside others, and sets without Go templates', () => {
  const nested = previews({ goTemplate: 'goTemplate: false' }).replace(
    /- pullRequest: (.*)/,
    '- matrix: { generators: [{ pullRequest: { github: { owner: acme, repo: api, appSecretName: app } } }, { list: {} }] }',
  );
  expect(one('ARG010', nested)).toEqual(['ApplicationSet argocd/previews: it looks every 1800 seconds']);
  expect(one('ARG011', nested)).toEqual([]);
  expect(one('ARG012', nested)).toEqual([
    'ApplicationSet argocd/previews: goTemplate is off: a key that is missing stays as it is',
  ]);
});

test('an Application that nobody lets sync puts nothing back', () => {
  const scaler = object(
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    'api',
    'spec: { scaleTargetRef: { apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: api }, maxReplicas: 9 }',
  );
  const found = (policy: string, more?: string): string[] =>
    one('ARG017', application({ policy, ...(more === undefined ? {} : { more }) }), rollout('replicas: 3'), scaler);
  expect(found('retry: {}')).toEqual([]);
  expect(found('automated: { enabled: false }')).toEqual([]);
  const other = 'ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }]';
  expect(found('automated: {}, syncOptions: [RespectIgnoreDifferences=true]', other)).toHaveLength(1);
  expect(found('automated: {}', other.replace('apps, kind: Deployment', '"*", kind: "*"'))).toHaveLength(1);
});

test('names a cluster that is given twice, and a chart has no branch', () => {
  expect(one('ARG015', application({ destination: '{ name: a, server: https://b, namespace: shop }' }))).toEqual([
    'Application argocd/api: its destination names a cluster twice',
  ]);
  expect(one('ARG009', application({ source: '{ repoURL: https://charts.acme.dev, chart: api }' }))).toEqual([]);
});

test('a hook of the same image as the pods, of another service, or of none, is left alone', () => {
  const pods = rollout('strategy: { canary: {} }', 'ghcr.io/acme/api:v2');
  const job = (image: string): string => hookJob('Sync', undefined, '', image);
  expect(one('ARG022', job('ghcr.io/acme/api:v2'), pods)).toEqual([]);
  expect(one('ARG022', job('ghcr.io/acme/flyway:v9'), pods)).toEqual([]);
  expect(one('ARG022', job('ghcr.io/acme/api:v1'))).toEqual([]);
  expect(one('ARG022', job('ghcr.io/acme/api:main'), pods)).toHaveLength(1);
});

test('a wave after a Rollout holds it back, a hook for failures does not', () => {
  const canary = rollout('strategy: { canary: { steps: [{ pause: {} }] } }');
  const later = object('v1', 'ConfigMap', 'late').replace(
    'namespace: shop }',
    "namespace: shop, annotations: { argocd.argoproj.io/sync-wave: '1' } }",
  );
  expect(one('ARG024', canary, later)).toEqual([
    'Rollout shop/api: ConfigMap shop/late comes after it in the sync, which waits while it pauses',
  ]);
  expect(one('ARG024', canary, hookJob('SyncFail'))).toEqual([]);
  expect(
    one('ARG024', rollout('strategy: { blueGreen: { activeService: a, autoPromotionEnabled: false } }'), later),
  ).toHaveLength(1);
});

test('commands in comments, of other Applications and of workflows are left alone', () => {
  const files = (path: string, content: string): RepositoryFiles =>
    new RepositoryFiles([{ repository: 'acme/api', path, content, origin: { file: path, line: 1 } }]);
  const check = (id: string, path: string, content: string): unknown[] =>
    (
      argoCdRules
        .find((rule) => rule.id === id)
        ?.check({ ...assemblyOf({ manifests: application() }), files: files(path, content) }) ?? []
    ).map(({ place }) => place.origin.line);
  expect(check('ARG025', 'ci.sh', '# argocd app wait api\necho\nargocd app wait api\n')).toEqual([3]);
  expect(check('ARG025', 'ci.sh', 'argocd app sync api\nargocd app wait api\n')).toEqual([]);
  expect(check('ARG025', '.github/workflows/x.yaml', 'argocd app wait api\n')).toEqual([]);
  expect(check('ARG026', '.github/workflows/x.yaml', 'run: argocd app rollback api 3\n')).toEqual([1]);
  expect(check('ARG026', 'x.sh', 'argocd app rollback other\n')).toEqual([]);
});

test('a router moves weights and the routes that its Rollout manages', () => {
  const routing = (text: string): unknown =>
    movedFields(
      readManifests(rollout(`strategy: { canary: { trafficRouting: ${text} } }`), 'x.yaml', 'x').manifests.map(
        ({ object }) => object,
      ),
    );
  const istio = { group: 'networking.istio.io' };
  expect(
    routing(
      '{ managedRoutes: [{ name: beta }], istio: { virtualServices: [{ name: a }], destinationRule: { name: d } } }',
    ),
  ).toEqual([
    {
      ...istio,
      kind: 'VirtualService',
      name: 'a',
      jqPathExpressions: ['.spec.http[]?.route[]?.weight', '.spec.http[]? | select(.name == "beta")'],
    },
    {
      ...istio,
      kind: 'DestinationRule',
      name: 'd',
      jqPathExpressions: ['.spec.subsets[]?.labels."rollouts-pod-template-hash"'],
    },
  ]);
  expect(
    routing(
      '{ managedRoutes: [{ name: beta }], plugins: { argoproj-labs/gatewayAPI: { httpRoutes: [{ name: r }] } } }',
    ),
  ).toEqual([
    {
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
      name: 'r',
      jqPathExpressions: ['.spec.rules[]?.backendRefs[]?.weight', '.spec.rules[]? | select(.name == "beta")'],
    },
  ]);
});

test('a folder without manifests is no fault where Argo CD is told to look below, or something built it', () => {
  const list =
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: { name: all }\nresources: [production]\n';
  const below = { 'argocd.yaml': application(), 'production/api/a.yaml': object('v1', 'ServiceAccount', 'api') };
  const source = (more: string): string =>
    application({ source: `{ repoURL: x, targetRevision: main, path: production, ${more} }` });
  expect(find('ARG027', below)).toHaveLength(1);
  expect(find('ARG027', { ...below, 'argocd.yaml': source('directory: { recurse: true }') })).toEqual([]);
  expect(find('ARG027', { ...below, 'argocd.yaml': source('plugin: { name: own }') })).toEqual([]);
  expect(find('ARG027', { ...below, 'kustomization.yaml': list })).toEqual([]);
  expect(find('ARG027', { ...below, 'production/b.yaml': object('v1', 'ServiceAccount', 'b') })).toEqual([]);
});

test('the server takes the hash from every Service of a blue-green Rollout that Argo CD does not leave alone', () => {
  const blueGreen = rollout('strategy: { blueGreen: { activeService: api, previewService: next } }');
  const service = (name: string, options = 'Prune=false'): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop, annotations: { argocd.argoproj.io/sync-options: '${options}' } }
`;
  const both = [service('api'), service('next')];
  const path = '.spec.selector."rollouts-pod-template-hash"';
  const applied = (options: string, ignored?: string): string =>
    application({
      policy: `syncOptions: [${options}]`,
      ...(ignored === undefined ? {} : { more: `ignoreDifferences: [${ignored}]` }),
    });
  const taken = (...documents: string[]): string[] => one('ARG028', ...documents);
  const said = (name: string): string =>
    `Application argocd/api: its syncs remove the hash of the version from Service ${name}: the next version of Rollout api goes live without its gates`;
  const server = 'ServerSideApply=true';

  expect(taken(applied(server), blueGreen, ...both)).toEqual([said('api'), said('next')]);
  expect(taken(applied('CreateNamespace=true'), blueGreen, ...both)).toEqual([]);
  expect(taken(applied(server), blueGreen, service('api', 'Prune=false, ServerSideApply=false'))).toEqual([]);
  expect(taken(applied(server), rollout('strategy: { canary: { stableService: api } }'), ...both)).toEqual([]);
  expect(taken(applied(server), blueGreen)).toEqual([]);

  const ofOne = `{ kind: Service, name: api, jqPathExpressions: ['${path}'] }`;
  const ofAll = '{ kind: Service, jsonPointers: [/spec/selector] }';
  expect(taken(applied(server, ofAll), blueGreen, ...both)).toEqual([said('api'), said('next')]);
  expect(taken(applied(`${server}, ApplyOutOfSyncOnly=true`, ofAll), blueGreen, ...both)).toEqual([]);
  expect(taken(applied(`${server}, RespectIgnoreDifferences=true`, ofOne), blueGreen, ...both)).toEqual([said('next')]);
});
