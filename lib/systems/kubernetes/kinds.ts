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
  readonly spec?: { readonly podSelector?: LabelSelector };
}

/** A ConfigMap or Secret: the names of its keys are all that rules may read. */
export interface KeyedObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly binaryData?: Readonly<Record<string, unknown>>;
  readonly stringData?: Readonly<Record<string, unknown>>;
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
    'autoscaling/HorizontalPodAutoscaler': AutoscalerObject;
    'policy/PodDisruptionBudget': DisruptionBudgetObject;
    'networking.k8s.io/NetworkPolicy': NetworkPolicyObject;
    'kustomize.config.k8s.io/Kustomization': KustomizationObject;
  }
}
