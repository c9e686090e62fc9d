/** How Flagger judges a release, and by which steps it lets it in. */
export interface AnalysisObject {
  readonly interval?: string;
  /** How many failed checks take the release back: all of them count, not only those in a row. */
  readonly threshold?: number;
  readonly iterations?: number;
  readonly maxWeight?: number;
  readonly stepWeight?: number;
  readonly stepWeights?: readonly number[];
  readonly mirror?: boolean;
  readonly match?: readonly object[];
  readonly metrics?: readonly CanaryMetric[];
  readonly webhooks?: readonly WebhookObject[];
}

export interface CanaryMetric {
  readonly name: string;
  readonly threshold?: number;
  readonly thresholdRange?: { readonly min?: number; readonly max?: number };
  readonly query?: string;
  readonly templateRef?: { readonly name: string; readonly namespace?: string };
  readonly interval?: string;
  readonly templateVariables?: Readonly<Record<string, string>>;
}

export interface WebhookObject {
  readonly name: string;
  /** `rollout` where it is left out. */
  readonly type?: string;
  readonly url: string;
}

export interface CanaryObject {
  readonly spec: {
    readonly provider?: string;
    readonly targetRef: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly ingressRef?: { readonly apiVersion: string; readonly kind: string; readonly name: string };
    readonly service?: { readonly name?: string; readonly port: number; readonly gatewayRefs?: readonly object[] };
    readonly skipAnalysis?: boolean;
    readonly analysis: AnalysisObject;
  };
}

export interface MetricTemplateObject {
  readonly spec: { readonly provider?: { readonly type?: string }; readonly query?: string };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'flagger.app/Canary': CanaryObject;
    'flagger.app/MetricTemplate': MetricTemplateObject;
  }
}
