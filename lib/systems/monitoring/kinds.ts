import { type LabelSelector } from '../kubernetes/selector';

/** One rule of a group: an alert, or a query whose answer is recorded under a new name. */
export interface RuleObject {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string | number;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface PrometheusRuleObject {
  readonly spec: {
    readonly groups?: readonly { readonly name: string; readonly rules?: readonly RuleObject[] }[];
  };
}

/** Something that writes a label beside each sample. */
export interface Relabeling {
  readonly targetLabel?: string;
  readonly action?: string;
}

/** One port that is scraped. */
export interface Endpoint {
  readonly port?: string;
  readonly portNumber?: number;
  readonly targetPort?: string | number;
  readonly honorLabels?: boolean;
  readonly relabelings?: readonly Relabeling[];
  readonly metricRelabelings?: readonly Relabeling[];
}

/** The namespaces that a monitor looks into. */
export interface NamespaceSelector {
  readonly any?: boolean;
  readonly matchNames?: readonly string[];
}

interface Monitor {
  readonly selector: LabelSelector;
  readonly namespaceSelector?: NamespaceSelector;
  readonly podTargetLabels?: readonly string[];
}

export interface ServiceMonitorObject {
  readonly spec: Monitor & { readonly endpoints: readonly Endpoint[]; readonly targetLabels?: readonly string[] };
}

export interface PodMonitorObject {
  readonly spec: Monitor & { readonly podMetricsEndpoints?: readonly Endpoint[] };
}

/** A Prometheus: which rules it loads. A selector that is missing selects nothing. */
export interface PrometheusObject {
  readonly spec?: { readonly ruleSelector?: LabelSelector; readonly ruleNamespaceSelector?: LabelSelector };
}

declare module '../../assembly/manifests' {
  interface Kinds {
    'monitoring.coreos.com/PrometheusRule': PrometheusRuleObject;
    'monitoring.coreos.com/ServiceMonitor': ServiceMonitorObject;
    'monitoring.coreos.com/PodMonitor': PodMonitorObject;
    'monitoring.coreos.com/Prometheus': PrometheusObject;
  }
}
