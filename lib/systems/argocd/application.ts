import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dnsLabel, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type Destination } from './destination';
import { type GitSource } from './git-source';
import { type IgnoredDifference, areSafeToRespect } from './ignored-difference';
import { SyncPolicy } from './sync-policy';

export interface ApplicationProps extends ObjectProps {
  /** The namespace it lies in: that of Argo CD, unless Argo CD is told to look into others. @default "argocd" */
  readonly namespace?: string;
  /** The project that limits it: an `AppProject`, or `{ name: '…' }`. */
  readonly project: Named;
  /** What is applied. */
  readonly source: GitSource;
  /** The cluster that it is applied in. */
  readonly destination: Destination;
  /** The namespace of the objects that name none. */
  readonly into: string;
  /** When a change in Git reaches the cluster. @default SyncPolicy.automated() */
  readonly sync?: SyncPolicy;
  /** What the cluster decides: the `ownedFields` of Rollouts, routes and autoscalers. @default nothing */
  readonly ignored?: readonly IgnoredDifference[];
  /**
   * Whether objects are applied by the API server, which knows who owns each field. Objects above 256 KiB, such as the CRDs
   * of Argo Rollouts from 1.10 on, can be applied in no other way.
   * @default true
   */
  readonly serverSide?: boolean;
  /** Whether deleting the Application deletes what it made. @default true */
  readonly owns?: boolean;
}

/** One folder of Git, kept applied in one cluster: tried again when it fails, and taken away when it is deleted. */
export class Application extends Construct {
  public readonly name: string;

  /** Throws `Application.<prop>: …` for the project `default`, which limits nothing, and for names that are none. */
  public constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Default', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        ...renderMetadata('Application', { ...props, namespace: props.namespace ?? 'argocd' }),
        ...((props.owns ?? true) ? { finalizers: [FINALIZER] } : {}),
      },
      spec: renderApplicationSpec('Application', props),
    });
  }
}

/** With it the Application goes only after everything that it made. The short form without a path makes API servers warn. */
export const FINALIZER = 'resources-finalizer.argocd.argoproj.io/foreground';

/** The spec of an Application, or of the template that makes some. */
export function renderApplicationSpec(place: string, props: Omit<ApplicationProps, 'name'>): object {
  const { project, source, destination, into, sync = SyncPolicy.automated(), ignored = [] } = props;
  if (project.name === 'default') {
    throw invalid(`${place}.project`, 'a project of its own', 'default', 'it may write to every cluster and namespace');
  }
  return {
    project: dnsLabel(`${place}.project`, project.name),
    source: source._render(),
    destination: destination._render(into),
    ...(ignored.length > 0 ? { ignoreDifferences: ignored } : {}),
    syncPolicy: sync._render(syncOptions(props, ignored)),
  };
}

/**
 * Ignored fields are left alone by every sync where that freezes nothing else. Where a list is among them, Argo CD would keep
 * the whole list of the cluster: then only objects with another difference are applied.
 * @see https://github.com/argoproj/argo-cd/issues/17694
 */
function syncOptions({ serverSide = true }: { serverSide?: boolean }, ignored: readonly IgnoredDifference[]): string[] {
  return [
    ...(serverSide ? ['ServerSideApply=true'] : []),
    ...(ignored.length === 0 ? [] : ['ApplyOutOfSyncOnly=true']),
    ...(ignored.length > 0 && areSafeToRespect(ignored) ? ['RespectIgnoreDifferences=true'] : []),
  ];
}
