import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type GitHubRepository, type GitLabProject, invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type Destination } from './destination';
import { type SyncWindow } from './sync-window';

/** A kind of object: its API group, empty for the core group, and its name. */
export interface ObjectKind {
  readonly group: string;
  readonly kind: string;
}

/** A place that the Applications of a project may write to. */
export interface AllowedDestination {
  readonly cluster: Destination;
  /** The namespace, or a pattern such as `preview-*`. */
  readonly namespace: string;
}

export interface AppProjectProps extends ObjectProps {
  /** The namespace it lies in: that of Argo CD. @default "argocd" */
  readonly namespace?: string;
  /** The repositories that its Applications may apply from. */
  readonly repositories: readonly (GitHubRepository | GitLabProject)[];
  /** Where its Applications may write to. */
  readonly destinations: readonly AllowedDestination[];
  /** Kinds without namespace that they may make. @default none, so not even namespaces */
  readonly clusterKinds?: readonly ObjectKind[];
  /**
   * Kinds with namespace that they may make.
   * @default all but those that give rights or limit what a tenant gets: Role, RoleBinding, ResourceQuota and LimitRange
   */
  readonly kinds?: readonly ObjectKind[];
  /** When syncs may happen. @default at any time */
  readonly windows?: readonly SyncWindow[];
  /** What it is for. @default nothing */
  readonly description?: string;
}

/** The limits of a group of Applications: which repositories, which namespaces of which clusters, which kinds. */
export class AppProject extends Construct {
  public readonly name: string;

  /** Throws `AppProject.<prop>: …` for the name `default`, for nothing allowed, and for a pattern that allows everything. */
  public constructor(scope: Construct, id: string, props: AppProjectProps) {
    super(scope, id);
    this.name = checkedName(props.name);
    new ApiObject(this, 'Default', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: renderMetadata('AppProject', { ...props, namespace: props.namespace ?? 'argocd' }),
      spec: renderSpec(props),
    });
  }
}

/** What decides over rights and limits: the platform gives it, not the service. */
const RESERVED: readonly ObjectKind[] = [
  { group: '', kind: 'ResourceQuota' },
  { group: '', kind: 'LimitRange' },
  { group: 'rbac.authorization.k8s.io', kind: 'Role' },
  { group: 'rbac.authorization.k8s.io', kind: 'RoleBinding' },
];

function renderSpec({ repositories, destinations, kinds, windows = [], ...props }: AppProjectProps): object {
  if (repositories.length === 0) throw invalid('AppProject.repositories', 'at least one', repositories);
  if (destinations.length === 0) throw invalid('AppProject.destinations', 'at least one', destinations);
  return {
    ...(props.description === undefined ? {} : { description: props.description }),
    sourceRepos: [...new Set(repositories.map(({ cloneUrl }) => cloneUrl))],
    destinations: destinations.map(({ cluster, namespace }) => cluster._render(checkedPattern(namespace))),
    clusterResourceWhitelist: (props.clusterKinds ?? []).map(renderKind),
    ...(kinds
      ? { namespaceResourceWhitelist: kinds.map(renderKind) }
      : { namespaceResourceBlacklist: RESERVED.map(renderKind) }),
    ...(windows.length > 0 ? { syncWindows: windows.map((window) => window._render()) } : {}),
  };
}

function renderKind({ group, kind }: ObjectKind): ObjectKind {
  return { group, kind };
}

function checkedName(name: string): string {
  if (name === 'default') {
    throw invalid(
      'AppProject.name',
      'any name but "default"',
      name,
      'Argo CD makes that one, and it allows everything',
    );
  }
  return name;
}

function checkedPattern(namespace: string): string {
  if (!/^[a-z0-9][a-z0-9-]*\*?$/.test(namespace)) {
    throw invalid('AppProject.destinations', 'a namespace, or a pattern such as "preview-*"', namespace);
  }
  return namespace;
}
