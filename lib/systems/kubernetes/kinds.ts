import { type LabelSelector } from './selector';
import { type Quantities } from './pod-spec';

export interface ServiceObject {
  readonly spec?: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly ServicePort[];
  };
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** The port's number where it is left out. */
  readonly targetPort?: string | number;
}

export interface AutoscalerObject {
  readonly spec?: {
    readonly scaleTargetRef: { readonly apiVersion?: string; readonly kind: string; readonly name: string };
    readonly minReplicas?: number;
    readonly maxReplicas: number;
    readonly metrics?: readonly AutoscalerMetric[];
  };
}

export interface AutoscalerMetric {
  readonly type: string;
  readonly resource?: { readonly name: string; readonly target: { readonly averageUtilization?: number } };
}

export interface DisruptionBudgetObject {
  readonly spec?: {
    readonly selector?: LabelSelector;
    readonly minAvailable?: number | string;
    readonly maxUnavailable?: number | string;
  };
}

export interface NetworkPolicyObject {
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly ingress?: readonly {
      readonly from?: readonly object[];
      readonly ports?: readonly { readonly port?: number | string; readonly endPort?: number }[];
    }[];
  };
}

/** A Role or ClusterRole. */
export interface RoleObject {
  readonly rules?: readonly { readonly verbs: readonly string[]; readonly resources?: readonly string[] }[];
}

/** A RoleBinding or ClusterRoleBinding. */
export interface RoleBindingObject {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

/** What the objects of a namespace may take together. */
export interface ResourceQuotaObject {
  readonly spec?: {
    readonly hard?: Readonly<Record<string, string | number>>;
    readonly scopes?: readonly string[];
    readonly scopeSelector?: object;
  };
}

/** A ConfigMap or Secret: the names of its keys are all that rules may read. */
export interface KeyedObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly binaryData?: Readonly<Record<string, unknown>>;
  readonly stringData?: Readonly<Record<string, unknown>>;
}

export interface JobObject {
  readonly spec?: { readonly backoffLimit?: number; readonly ttlSecondsAfterFinished?: number };
}

export interface ClaimObject {
  readonly spec?: { readonly resources?: { readonly requests?: Quantities } };
}

export interface KustomizationObject {
  readonly resources?: readonly string[];
  readonly components?: readonly string[];
  readonly namespace?: string;
  readonly configMapGenerator?: readonly { readonly name?: string }[];
  readonly secretGenerator?: readonly { readonly name?: string }[];
  readonly images?: readonly { readonly name: string; readonly newName?: string; readonly digest?: string }[];
}

declare module '../../assembly/manifests' {
  interface Kinds {
    Namespace: object;
    ServiceAccount: object;
    Service: ServiceObject;
    ConfigMap: KeyedObject;
    Secret: KeyedObject;
    PersistentVolumeClaim: ClaimObject;
    'batch/Job': JobObject;
    'autoscaling/HorizontalPodAutoscaler': AutoscalerObject;
    'policy/PodDisruptionBudget': DisruptionBudgetObject;
    'networking.k8s.io/NetworkPolicy': NetworkPolicyObject;
    'rbac.authorization.k8s.io/Role': RoleObject;
    'rbac.authorization.k8s.io/ClusterRole': RoleObject;
    ResourceQuota: ResourceQuotaObject;
    'rbac.authorization.k8s.io/RoleBinding': RoleBindingObject;
    'rbac.authorization.k8s.io/ClusterRoleBinding': RoleBindingObject;
    'kustomize.config.k8s.io/Kustomization': KustomizationObject;
  }
}
