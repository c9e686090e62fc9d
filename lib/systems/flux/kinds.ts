/** An object of the same or another namespace that one of Flux' objects works from. */
export interface SourceRef {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A Kustomization or HelmRelease that has to be ready before. */
export interface Dependency {
  readonly name: string;
  readonly namespace?: string;
}

export interface FluxKustomizationObject {
  readonly spec: {
    readonly path?: string;
    readonly patches?: readonly object[];
    readonly ignore?: readonly {
      readonly paths: readonly string[];
      readonly target?: { readonly kind?: string; readonly name?: string; readonly namespace?: string };
    }[];
    readonly sourceRef: SourceRef;
    readonly dependsOn?: readonly Dependency[];
    readonly prune: boolean;
    readonly wait?: boolean;
    readonly timeout?: string;
    readonly healthChecks?: readonly object[];
    readonly serviceAccountName?: string;
    readonly kubeConfig?: object;
  };
}

export interface HelmReleaseObject {
  readonly spec: {
    readonly chartRef?: SourceRef;
    readonly chart?: { readonly spec: { readonly sourceRef: SourceRef } };
    readonly dependsOn?: readonly Dependency[];
    readonly serviceAccountName?: string;
    readonly kubeConfig?: object;
  };
}

export interface OciRepositoryObject {
  readonly spec: { readonly url: string; readonly verify?: object; readonly ref?: { readonly digest?: string } };
}

export interface GitRepositoryObject {
  readonly spec: { readonly url: string; readonly ref?: { readonly branch?: string } };
}

export interface ImagePolicyObject {
  readonly spec: {
    readonly imageRepositoryRef: { readonly name: string; readonly namespace?: string };
    readonly filterTags?: { readonly pattern?: string; readonly extract?: string };
    readonly policy: { readonly alphabetical?: object; readonly numerical?: object; readonly semver?: object };
  };
}

export interface ImageUpdateAutomationObject {
  readonly spec: {
    readonly sourceRef: Omit<SourceRef, 'kind'>;
    readonly git?: {
      readonly checkout?: { readonly ref?: { readonly branch?: string } };
      readonly push?: { readonly branch?: string; readonly refspec?: string };
    };
    readonly update?: { readonly path?: string };
  };
}

export interface ReceiverObject {
  readonly spec: { readonly type: string; readonly secretRef?: { readonly name: string } };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'kustomize.toolkit.fluxcd.io/Kustomization': FluxKustomizationObject;
    'helm.toolkit.fluxcd.io/HelmRelease': HelmReleaseObject;
    'source.toolkit.fluxcd.io/GitRepository': GitRepositoryObject;
    'source.toolkit.fluxcd.io/OCIRepository': OciRepositoryObject;
    'image.toolkit.fluxcd.io/ImageRepository': object;
    'image.toolkit.fluxcd.io/ImagePolicy': ImagePolicyObject;
    'image.toolkit.fluxcd.io/ImageUpdateAutomation': ImageUpdateAutomationObject;
    'notification.toolkit.fluxcd.io/Receiver': ReceiverObject;
  }
}
