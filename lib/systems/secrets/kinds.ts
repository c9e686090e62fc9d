import '../kubernetes/made-secrets';

/** A store of one namespace or of the whole cluster, as far as rules read it. */
export interface SecretStoreObject {
  readonly spec: {
    readonly provider: Readonly<Record<string, unknown>>;
    /** Which namespaces may read through it; only for a cluster's store. */
    readonly conditions?: readonly object[];
  };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'external-secrets.io/SecretStore': SecretStoreObject;
    'external-secrets.io/ClusterSecretStore': SecretStoreObject;
  }
}
