import { Construct, type IConstruct } from 'constructs';
import { type GitHubRepository, type GitLabProject, dnsLabel } from '../../model';
import { AppProject, type ObjectKind } from './app-project';
import { Application } from './application';
import { type Destination } from './destination';
import { GitSource } from './git-source';
import { objectsOf } from '../kubernetes/objects-of';
import { ownedByControllers } from './owned-by-controllers';
import { type SyncPolicy } from './sync-policy';
import { type SyncWindow } from './sync-window';

export interface DeliveryApplicationProps {
  /** The name of the Application and of its project, such as `order-service-production`. */
  readonly name: string;
  /** The chart or the environment that it applies, complete: what its controllers move, its constructs tell. */
  readonly delivers: IConstruct;
  /** The repository that the cluster follows. */
  readonly gitops: GitHubRepository | GitLabProject;
  /** The branch of it. @default "main" */
  readonly branch?: string;
  /** The folder with what it applies, such as `dist/production`: a `kustomization.yaml` in it says what of the folders below. */
  readonly path: string;
  /** The cluster that the environment is in. */
  readonly cluster: Destination;
  /** The namespace of the service. */
  readonly namespace: string;
  /** When a change in Git reaches the cluster. @default SyncPolicy.automated() */
  readonly sync?: SyncPolicy;
  /** When syncs may happen. @default at any time */
  readonly windows?: readonly SyncWindow[];
  /** The namespace of Argo CD. @default "argocd" */
  readonly argocd?: string;
}

/**
 * One environment of a delivery as Argo CD applies it: an Application and a project that allows it what is there, its namespaces
 * and kinds and no others, and leaves alone what autoscalers and traffic routers move.
 */
export class DeliveryApplication extends Construct {
  public readonly project: AppProject;
  public readonly application: Application;

  /** Throws what `AppProject`, `Application` and `GitSource` throw. */
  public constructor(scope: Construct, id: string, props: DeliveryApplicationProps) {
    super(scope, id);
    const { name, gitops, cluster, namespace, path, windows, sync, argocd } = props;
    const objects = objectsOf(props.delivers);
    const kinds = objects.map(({ apiVersion, kind }) => kindIn(apiVersion, kind));
    const namespaces = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
    const place = argocd === undefined ? {} : { namespace: argocd };
    this.project = new AppProject(this, 'project', {
      ...place,
      name,
      repositories: [gitops],
      destinations: [...new Set([dnsLabel('DeliveryApplication.namespace', namespace), ...namespaces])]
        .sort()
        .map((one) => ({ cluster, namespace: one })),
      clusterKinds: distinct(kinds.filter((_, i) => objects[i]?.metadata.namespace === undefined)),
      kinds: distinct(kinds.filter((_, i) => objects[i]?.metadata.namespace !== undefined)),
      ...(windows === undefined ? {} : { windows }),
    });
    this.application = new Application(this, 'application', {
      ...place,
      name,
      project: this.project,
      source: GitSource.branch(props.branch ?? 'main', { repository: gitops, path }),
      destination: cluster,
      into: namespace,
      ignored: ownedByControllers(props.delivers),
      ...(sync === undefined ? {} : { sync }),
    });
  }
}

function kindIn(apiVersion: string, kind: string): ObjectKind {
  return { group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '', kind };
}

function distinct(kinds: readonly ObjectKind[]): readonly ObjectKind[] {
  const keys = kinds.map(({ group, kind }) => `${group}/${kind}`);
  return kinds
    .filter((_, i) => keys.indexOf(keys[i] ?? '') === i)
    .sort((a, b) => (`${a.group}/${a.kind}` < `${b.group}/${b.kind}` ? -1 : 1));
}
