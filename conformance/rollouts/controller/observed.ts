/** The objects that the watcher reads, as far as it reads them. */
export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly generation?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ObservedRollout {
  readonly metadata: Metadata;
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly observedGeneration?: string;
    readonly currentPodHash?: string;
    readonly stableRS?: string;
    readonly currentStepIndex?: number;
    readonly abort?: boolean;
    readonly pauseConditions?: readonly { readonly reason: string }[];
    readonly canary?: { readonly stablePingPong?: string };
    readonly blueGreen?: { readonly activeSelector?: string };
  };
}

export interface ObservedReplicaSet {
  readonly metadata: Metadata;
  readonly spec: {
    readonly replicas: number;
    readonly template: { readonly spec: { readonly containers: readonly { readonly image: string }[] } };
  };
  readonly status?: { readonly replicas?: number; readonly observedGeneration?: number };
}

export interface ObservedService {
  readonly metadata: Metadata;
  readonly spec: { readonly selector?: Readonly<Record<string, string>> };
}

export interface ObservedVirtualService {
  readonly metadata: Metadata;
  readonly spec: {
    readonly http: readonly {
      readonly name?: string;
      readonly route: readonly {
        readonly destination: { readonly host: string; readonly subset?: string };
        readonly weight?: number;
      }[];
    }[];
  };
}

export interface ObservedHttpRoute {
  readonly metadata: Metadata;
  readonly spec: {
    readonly rules: readonly {
      readonly name?: string;
      readonly backendRefs: readonly { readonly name: string; readonly weight?: number }[];
    }[];
  };
}

export interface ObservedIngress {
  readonly metadata: Metadata;
  readonly spec: {
    readonly rules: readonly {
      readonly http: {
        readonly paths: readonly { readonly backend: { readonly service: { readonly name: string } } }[];
      };
    }[];
  };
}

export interface ObservedRun {
  readonly metadata: Metadata & { readonly creationTimestamp: string };
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly metricResults?: readonly {
      readonly name: string;
      readonly phase: string;
      readonly message?: string;
      readonly measurements?: readonly { readonly phase: string; readonly startedAt?: string }[];
    }[];
  };
}

/** All objects of a cluster that a trial is about, read in one go. */
export interface Glance {
  readonly rollouts: readonly ObservedRollout[];
  readonly replicaSets: readonly ObservedReplicaSet[];
  readonly services: readonly ObservedService[];
  readonly virtualServices: readonly ObservedVirtualService[];
  readonly httpRoutes: readonly ObservedHttpRoute[];
  readonly ingresses: readonly ObservedIngress[];
}

export const HASH_LABEL = 'rollouts-pod-template-hash';
