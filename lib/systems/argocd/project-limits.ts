import { type Manifest, type Manifests, kindOf } from '../../assembly';
import { type ApplicationInPlace } from './applications';
import { type AppProjectObject, type DestinationObject, type KindOfProject } from './kinds';

/** The project of an Application, where the assembly has it: it lies beside the Application. */
export function tryProject(
  manifests: Manifests,
  { manifest, spec }: ApplicationInPlace,
): Manifest<AppProjectObject> | undefined {
  const { environment, object } = manifest;
  const { namespace } = object.metadata;
  return manifests.tryFind('argoproj.io/AppProject', { environment, namespace, name: spec.project });
}

/** Whether a project lets an Application write there; nothing can be said of projects that forbid by patterns. */
export function allowsDestination({ spec }: AppProjectObject, wanted: DestinationObject): boolean {
  const allowed = spec.destinations ?? [];
  if (allowed.some(isNegated)) return true;
  return allowed.some(
    (one) => sharesCluster(one, wanted) && matches(one.namespace ?? '', wanted.namespace ?? '', false),
  );
}

/** Whether a project lets an Application read a repository. */
export function allowsRepository({ spec }: AppProjectObject, repoURL: string): boolean {
  const allowed = spec.sourceRepos ?? [];
  return allowed.some((one) => one.startsWith('!') || matches(normalized(one), normalized(repoURL), true));
}

/** Whether a project lets an Application make an object. */
export function allowsKind({ spec }: AppProjectObject, { object }: Manifest): boolean {
  const kind = kindOf(object);
  const has = (list: readonly KindOfProject[]): boolean => list.some((one) => meansKind(one, kind));
  if (CLUSTER_KINDS.has(kind)) return has(spec.clusterResourceWhitelist ?? []);
  if (object.metadata.namespace === undefined) return true;
  const { namespaceResourceWhitelist: allowed, namespaceResourceBlacklist: forbidden = [] } = spec;
  return (allowed === undefined || has(allowed)) && !has(forbidden);
}

/** The address and the name of a cluster mean the same one only where Argo CD knows them: then nothing can be said. */
function sharesCluster(allowed: DestinationObject, wanted: DestinationObject): boolean {
  if (wanted.server !== undefined && allowed.server !== undefined) return matches(allowed.server, wanted.server, false);
  if (wanted.name !== undefined && allowed.name !== undefined) return matches(allowed.name, wanted.name, false);
  return true;
}

function isNegated(one: DestinationObject): boolean {
  return [one.server, one.name, one.namespace].some((text) => text?.startsWith('!'));
}

function meansKind({ group, kind }: KindOfProject, wanted: string): boolean {
  const slash = wanted.indexOf('/');
  const [wantedGroup, wantedKind] = slash < 0 ? ['', wanted] : [wanted.slice(0, slash), wanted.slice(slash + 1)];
  return matches(group, wantedGroup, false) && matches(kind, wantedKind, false);
}

/** As globs go in projects: a star stands for anything, in repositories not for a slash. Rarer signs may mean anything. */
function matches(pattern: string, text: string, bySegment: boolean): boolean {
  if (pattern === '*' || /[?[\]{}]/.test(pattern)) return true;
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (!part.startsWith('*')) return part.replace(/[\\^$.|+()/]/g, String.raw`\$&`);
    return bySegment && part.length === 1 ? '[^/]*' : '.*';
  });
  return new RegExp(`^${parts.join('')}$`).test(text);
}

function normalized(repoURL: string): string {
  return repoURL
    .trim()
    .toLowerCase()
    .replace(/^git@([^:]+):/, 'ssh://git@$1/')
    .replace(/\.git$|\/$/, '');
}

/** Kinds without namespace that services bring along. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolume',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'argoproj.io/ClusterAnalysisTemplate',
  'external-secrets.io/ClusterSecretStore',
  'kyverno.io/ClusterPolicy',
  'networking.k8s.io/IngressClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/StorageClass',
]);
