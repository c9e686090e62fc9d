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
  /** Fields that controllers write, which stay as they are in the cluster. @default none */
  readonly ignore?: readonly IgnoreRule[];
}

/**
 * Fields of some objects that Flux does not set back. An object that is made for the first time gets them from Git.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#ignore
 */
export interface IgnoreRule {
  /** JSON pointers, such as `/spec/selector`. */
  readonly paths: readonly string[];
  /** The objects; each part is a regular expression that has to fit the whole of it. @default all objects */
  readonly target?: {
    readonly group?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly namespace?: string;
  };
}

/** One folder, kept applied: what is gone from it is deleted, and it is ready once its objects are. */
export class FluxKustomization extends Construct {
  public readonly name: string;

  /** Throws `FluxKustomization.path: …` for a path that leaves the source, and `FluxKustomization.ignore: …` for what is no pointer. */
  public constructor(scope: Construct, id: string, props: FluxKustomizationProps) {
    super(scope, id);
    this.name = props.name;
    const { source, after = [], into, ignore = [] } = props;
    const { timeout = Duration.minutes(10), interval = Duration.minutes(10) } = props;
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
        ...(ignore.length === 0 ? {} : { ignore: ignore.map(ignored) }),
        ...(after.length === 0 ? {} : { dependsOn: after.map(({ name }) => ({ name })) }),
      },
    });
  }
}

const KINDS = {
  GitRepository: kustomize.KustomizationSpecSourceRefKind.GIT_REPOSITORY,
  OCIRepository: kustomize.KustomizationSpecSourceRefKind.OCI_REPOSITORY,
} as const;

function ignored({ paths, target }: IgnoreRule): kustomize.KustomizationSpecIgnore {
  if (paths.length === 0 || !paths.every((path) => /^(\/([^~\/]|~[01])*)+$/.test(path))) {
    throw invalid('FluxKustomization.ignore', 'JSON pointers, such as /spec/selector', JSON.stringify(paths));
  }
  return { paths: [...paths], ...(target === undefined ? {} : { target }) };
}

function pathOf(path: string): string {
  if (!/^(?!\/)(?!.*(^|\/)\.\.?(\/|$))[\w.\/ -]+$/.test(path) || path.endsWith('/')) {
    throw invalid('FluxKustomization.path', 'a folder as a path from the root of the source', path);
  }
  return `./${path}`;
}
