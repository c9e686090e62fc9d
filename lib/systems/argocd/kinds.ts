/** Where the manifests of an Application lie. */
export interface SourceObject {
  readonly repoURL: string;
  readonly path?: string;
  readonly chart?: string;
  readonly targetRevision?: string;
  readonly directory?: { readonly recurse?: boolean };
  readonly plugin?: object;
}

/** A cluster, by one of its two names, and the namespace of objects that name none. */
export interface DestinationObject {
  readonly name?: string;
  readonly server?: string;
  readonly namespace?: string;
}

/** Fields of objects that may differ from Git. */
export interface IgnoredObject {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
  readonly managedFieldsManagers?: readonly string[];
}

/** When and how Argo CD syncs. */
export interface SyncPolicyObject {
  readonly automated?: { readonly enabled?: boolean; readonly prune?: boolean; readonly selfHeal?: boolean };
  readonly syncOptions?: readonly string[];
  readonly retry?: { readonly limit?: number; readonly refresh?: boolean };
}

/** What an Application says, and the template of an ApplicationSet too. */
export interface ApplicationSpecObject {
  readonly project: string;
  readonly source?: SourceObject;
  readonly sources?: readonly SourceObject[];
  readonly sourceHydrator?: object;
  readonly destination: DestinationObject;
  readonly syncPolicy?: SyncPolicyObject;
  readonly ignoreDifferences?: readonly IgnoredObject[];
}

export interface ApplicationObject {
  readonly metadata: { readonly finalizers?: readonly string[] };
  readonly spec: ApplicationSpecObject;
}

/** A kind of a project's lists. */
export interface KindOfProject {
  readonly group: string;
  readonly kind: string;
}

export interface AppProjectObject {
  readonly spec: {
    readonly sourceRepos?: readonly string[];
    readonly destinations?: readonly DestinationObject[];
    readonly clusterResourceWhitelist?: readonly KindOfProject[];
    readonly namespaceResourceWhitelist?: readonly KindOfProject[];
    readonly namespaceResourceBlacklist?: readonly KindOfProject[];
  };
}

/** What a generator of pull requests asks a code host with. */
export interface PullRequestHost {
  readonly tokenRef?: object;
  readonly appSecretName?: string;
  readonly bearerToken?: object;
  readonly basicAuth?: object;
}

export interface PullRequestGenerator {
  readonly requeueAfterSeconds?: number;
  readonly github?: PullRequestHost;
  readonly gitlab?: PullRequestHost;
  readonly gitea?: PullRequestHost;
  readonly bitbucket?: PullRequestHost;
  readonly bitbucketServer?: PullRequestHost;
  readonly azuredevops?: PullRequestHost;
}

export interface GeneratorObject {
  readonly pullRequest?: PullRequestGenerator;
  readonly matrix?: { readonly generators: readonly GeneratorObject[] };
  readonly merge?: { readonly generators: readonly GeneratorObject[] };
}

export interface ApplicationSetObject {
  readonly spec: {
    readonly goTemplate?: boolean;
    readonly goTemplateOptions?: readonly string[];
    readonly generators: readonly GeneratorObject[];
    readonly template: {
      readonly metadata: { readonly finalizers?: readonly string[] };
      readonly spec: ApplicationSpecObject;
    };
    readonly templatePatch?: string;
  };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'argoproj.io/Application': ApplicationObject;
    'argoproj.io/AppProject': AppProjectObject;
    'argoproj.io/ApplicationSet': ApplicationSetObject;
  }
}
