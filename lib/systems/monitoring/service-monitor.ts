import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Duration, invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';

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

/** Has Prometheus scrape the pods behind Services. Throws `ServiceMonitor.<field>: …` for what would select everything. */
export class ServiceMonitor extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Default', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: renderMetadata('ServiceMonitor', props),
      spec: { ...renderSelection('ServiceMonitor', props), endpoints: [renderEndpoint(props)] },
    });
  }
}

/** Has Prometheus scrape pods without a Service. Throws `PodMonitor.<field>: …` for what would select everything. */
export class PodMonitor extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Default', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: renderMetadata('PodMonitor', props),
      spec: { ...renderSelection('PodMonitor', props), podMetricsEndpoints: [renderEndpoint(props)] },
    });
  }
}

function renderSelection(kind: string, { selector, namespaces, podLabels }: MonitorProps): object {
  if (Object.keys(selector).length === 0) throw invalid(`${kind}.selector`, 'at least one label', selector);
  if (namespaces?.length === 0) throw invalid(`${kind}.namespaces`, 'at least one namespace', namespaces);
  return {
    selector: { matchLabels: selector },
    ...(namespaces === undefined ? {} : { namespaceSelector: { matchNames: namespaces } }),
    ...(podLabels === undefined ? {} : { podTargetLabels: podLabels }),
  };
}

function renderEndpoint({ port, path, interval, honorLabels }: MonitorProps): object {
  return {
    port,
    path: path ?? '/metrics',
    ...(interval === undefined ? {} : { interval: interval.toString() }),
    ...(honorLabels === undefined ? {} : { honorLabels }),
  };
}
