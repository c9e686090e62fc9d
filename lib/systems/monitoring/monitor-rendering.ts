import { type ApiObjectMetadata } from 'cdk8s';
import { type Duration, invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';

/** What is scraped, and how. */
export interface MonitorProps extends ObjectProps {
  /** The labels of the Services or pods that are scraped. */
  readonly selector: Readonly<Record<string, string>>;
  /** The name of the port. */
  readonly port: string;
  /** The namespaces they are in. @default the monitor's own */
  readonly namespaces?: readonly string[];
  /** @default "/metrics" */
  readonly path?: string;
  /** The time between two scrapes. @default what Prometheus is set to */
  readonly interval?: Duration;
  /**
   * Labels of the pods that every sample gets, such as `rollouts-pod-template-hash`, without which a gate cannot tell a
   * new version from the old one.
   * @default none
   */
  readonly podLabels?: readonly string[];
  /**
   * Whether a label that the metric itself has wins over that of the scraped pod. A controller that says `namespace` of
   * somebody else's object needs it: else that label is called `exported_namespace`.
   * @default false
   */
  readonly honorLabels?: boolean;
}

/** A monitor of the Prometheus Operator, as cdk8s takes it. */
export interface RenderedMonitor {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  readonly spec: object;
}

/** The field of each kind that lists what is scraped. */
const ENDPOINTS = { ServiceMonitor: 'endpoints', PodMonitor: 'podMetricsEndpoints' } as const;

/** A monitor that scrapes one port, which is given as the kind spells it. Throws `<kind>.<field>: …` for what would select everything. */
export function renderMonitor(
  kind: keyof typeof ENDPOINTS,
  port: object,
  props: Omit<MonitorProps, 'port'>,
): RenderedMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    metadata: renderMetadata(kind, props),
    spec: { ...renderSelection(kind, props), [ENDPOINTS[kind]]: [{ ...port, ...renderScrape(props) }] },
  };
}

function renderSelection(
  kind: string,
  { selector, namespaces, podLabels }: Pick<MonitorProps, 'selector' | 'namespaces' | 'podLabels'>,
): object {
  if (Object.keys(selector).length === 0) throw invalid(`${kind}.selector`, 'at least one label', selector);
  if (namespaces?.length === 0) throw invalid(`${kind}.namespaces`, 'at least one namespace', namespaces);
  return {
    selector: { matchLabels: selector },
    ...(namespaces === undefined ? {} : { namespaceSelector: { matchNames: namespaces } }),
    ...(podLabels === undefined ? {} : { podTargetLabels: podLabels }),
  };
}

function renderScrape({
  path,
  interval,
  honorLabels,
}: Pick<MonitorProps, 'path' | 'interval' | 'honorLabels'>): object {
  return {
    path: path ?? '/metrics',
    ...(interval === undefined ? {} : { interval: interval.toString() }),
    ...(honorLabels === undefined ? {} : { honorLabels }),
  };
}
