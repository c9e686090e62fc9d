import { Construct } from 'constructs';
import * as kustomize from '../../../imports/kustomize.toolkit.fluxcd.io';
import { Duration, dnsLabel, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type FluxSource } from './flux-source';

export interface FluxKustomizationProps extends ObjectProps {
  /** Where the manifests come from. */
  readonly source: FluxSource;
  /** The folder, as a path from the source's root; one without a `kustomization.yaml` is applied with all below it. */
  readonly path: string;
  /**
   * The ServiceAccount that Flux applies with, in the Kustomization's namespace: what it may not do, a commit cannot do.
   * Without one Flux would be administrator of the cluster.
   */
  readonly serviceAccount: Named;
  /** What has to be ready before. @default nothing */
  readonly after?: readonly Named[];
  /** The namespace that every object is put into. @default that of each object */
  readonly into?: string;
  /** How long all objects may take to be ready; longer than the longest rollout in it. @default 10 minutes */
  readonly timeout?: Duration;
  /** How often what was changed in the cluster is set back. @default 10 minutes */
  readonly interval?: Duration;
}

/** One folder, kept applied: what is gone from it is deleted, and it is ready once its objects are. */
export class FluxKustomization extends Construct {
  public readonly name: string;

  /** Throws `FluxKustomization.path: …` for a path that leaves the source. */
  public constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    super(scope, id);
    this.name = props.name;
    const { source, after = [], into, timeout = Duration.minutes(10), interval = Duration.minutes(10) } = props;
    new kustomize.Kustomization(this, 'Default', {
      metadata: renderMetadata('FluxKustomization', props),
      spec: {
        interval: interval.toString(),
        retryInterval: '1m',
        timeout: timeout.toString(),
        sourceRef: { kind: KINDS[source.kind], name: source.name },
        path: pathOf(props.path),
        prune: true,
        wait: true,
        serviceAccountName: dnsLabel('FluxKustomization.serviceAccount', props.serviceAccount.name),
        ...(into === undefined ? {} : { targetNamespace: dnsLabel('FluxKustomization.into', into) }),
        ...(after.length === 0 ? {} : { dependsOn: after.map(({ name }) => ({ name })) }),
      },
    });
  }
}

const KINDS = {
  GitRepository: kustomize.KustomizationSpecSourceRefKind.GIT_REPOSITORY,
  OCIRepository: kustomize.KustomizationSpecSourceRefKind.OCI_REPOSITORY,
} as const;

function pathOf(path: string): string {
  if (!/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w.\/ -]+$/.test(path) || path.endsWith('/')) {
    throw invalid('FluxKustomization.path', 'a folder as a path from the root of the source', path);
  }
  return `./${path}`;
}
