import { type LabelSelector } from '../kubernetes/selector';
import { type ScheduleStep } from './schedule';

/** A number that upstream may also write as a text, which can hold an argument. */
export type Countable = number | string;

/** Where a Rollout takes an argument of an analysis from. */
export interface PassedArgument {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly podTemplateHashValue?: string;
    readonly fieldRef?: { readonly fieldPath: string };
  };
}

/** The AnalysisTemplates that one place of a Rollout runs. */
export interface AnalysisCall {
  readonly templates?: readonly TemplateRef[];
  readonly args?: readonly PassedArgument[];
  readonly dryRun?: readonly { readonly metricName: string }[];
  readonly measurementRetention?: readonly { readonly metricName: string }[];
}

export interface TemplateRef {
  readonly templateName?: string;
  readonly clusterScope?: boolean;
}

export interface NamedRoute {
  readonly name: string;
}

/** A text that a router compares: one of the three. */
export interface StringMatchObject {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** One step of a canary. */
export interface CanaryStep extends ScheduleStep {
  readonly analysis?: AnalysisCall;
  readonly experiment?: {
    readonly duration?: string;
    readonly analyses?: readonly {
      readonly name: string;
      readonly templateName: string;
      readonly clusterScope?: boolean;
      readonly args?: readonly PassedArgument[];
    }[];
    readonly templates: readonly { readonly name: string; readonly weight?: number }[];
  };
  readonly setHeaderRoute?: {
    readonly name?: string;
    readonly match?: readonly { readonly headerName: string; readonly headerValue: StringMatchObject }[];
  };
  readonly setMirrorRoute?: NamedRoute & { readonly percentage?: number; readonly match?: readonly object[] };
  readonly plugin?: NamedRoute;
}

/** The traffic router of a canary. */
export interface TrafficRouting {
  readonly managedRoutes?: readonly NamedRoute[];
  readonly maxTrafficWeight?: number;
  readonly plugins?: Readonly<Record<string, GatewayApiConfig>>;
  readonly istio?: {
    readonly virtualService?: IstioRoutes;
    readonly virtualServices?: readonly IstioRoutes[];
    readonly destinationRule?: {
      readonly name: string;
      readonly canarySubsetName: string;
      readonly stableSubsetName: string;
    };
  };
  readonly alb?: {
    readonly ingress?: string;
    readonly ingresses?: readonly string[];
    readonly rootService?: string;
    readonly servicePort: number;
  };
  readonly nginx?: {
    readonly stableIngress?: string;
    readonly stableIngresses?: readonly string[];
    readonly additionalIngressAnnotations?: Labels;
  };
  readonly smi?: object;
  readonly ambassador?: object;
  readonly appMesh?: object;
  readonly traefik?: object;
  readonly apisix?: object;
}

export interface IstioRoutes {
  readonly name: string;
  readonly routes?: readonly string[];
}

/** What the Gateway API plugin reads. */
export interface GatewayApiConfig {
  readonly httpRoute?: string;
  readonly httpRoutes?: readonly NamedRoute[];
  readonly namespace?: string;
}

export interface CanaryStrategy {
  readonly canaryService?: string;
  readonly stableService?: string;
  readonly steps?: readonly CanaryStep[];
  readonly trafficRouting?: TrafficRouting;
  readonly maxSurge?: Countable;
  readonly maxUnavailable?: Countable;
  readonly analysis?: AnalysisCall & { readonly startingStep?: number };
  readonly scaleDownDelaySeconds?: number;
  readonly abortScaleDownDelaySeconds?: number;
  readonly dynamicStableScale?: boolean;
  readonly minPodsPerReplicaSet?: number;
  readonly pingPong?: { readonly pingService: string; readonly pongService: string };
}

export interface BlueGreenStrategy {
  readonly activeService: string;
  readonly previewService?: string;
  readonly prePromotionAnalysis?: AnalysisCall;
  readonly postPromotionAnalysis?: AnalysisCall;
  readonly scaleDownDelaySeconds?: number;
  readonly scaleDownDelayRevisionLimit?: number;
}

export interface RolloutObject {
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly progressDeadlineSeconds?: number;
    readonly progressDeadlineAbort?: boolean;
    readonly revisionHistoryLimit?: number;
    readonly rollbackWindow?: { readonly revisions?: number };
    readonly selector?: LabelSelector;
    readonly template?: { readonly metadata?: { readonly labels?: Labels }; readonly spec?: object };
    readonly workloadRef?: { readonly kind?: string; readonly name?: string };
    readonly strategy?: { readonly canary?: CanaryStrategy; readonly blueGreen?: BlueGreenStrategy };
  };
}

export type Labels = Readonly<Record<string, string>>;

/** One metric of an analysis. */
export interface MetricObject {
  readonly name: string;
  readonly count?: Countable;
  readonly interval?: string;
  readonly initialDelay?: string;
  readonly failureLimit?: Countable;
  readonly inconclusiveLimit?: Countable;
  readonly consecutiveErrorLimit?: Countable;
  readonly consecutiveSuccessLimit?: Countable;
  readonly successCondition?: string;
  readonly failureCondition?: string;
  readonly provider: {
    readonly prometheus?: { readonly address?: string; readonly query?: string; readonly rangeQuery?: object };
    readonly job?: { readonly spec?: { readonly activeDeadlineSeconds?: number; readonly backoffLimit?: number } };
    readonly plugin?: Readonly<Record<string, object>>;
  };
}

export interface AnalysisTemplateObject {
  readonly spec: {
    readonly metrics?: readonly MetricObject[];
    readonly args?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
    readonly dryRun?: readonly { readonly metricName: string }[];
    readonly measurementRetention?: readonly { readonly metricName: string }[];
    readonly templates?: readonly TemplateRef[];
  };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'argoproj.io/Rollout': RolloutObject;
    'argoproj.io/AnalysisTemplate': AnalysisTemplateObject;
    'argoproj.io/ClusterAnalysisTemplate': AnalysisTemplateObject;
  }
}
