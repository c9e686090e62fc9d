import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type Duration } from '../../model';
import { type MonitorProps, renderMonitor } from './monitor-rendering';

export interface PodMonitorProps extends Omit<MonitorProps, 'port'> {
  /** The name of the port, or its number where the pods give it none. */
  readonly port: string | number;
}

/** Has Prometheus scrape pods without a Service. Throws `PodMonitor.<field>: …` for what would select everything. */
export class PodMonitor extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    const { name, port } = props;
    this.name = name;
    new ApiObject(
      this,
      'Default',
      renderMonitor('PodMonitor', typeof port === 'number' ? { portNumber: port } : { port }, props),
    );
  }
}

/** How Prometheus reads the metrics of a service's pods. */
export interface Scraped {
  /** The namespace that Prometheus runs in. */
  readonly from: string;
  /** The container port that serves the metrics. @default the main port */
  readonly port?: number;
  /** @default "/metrics" */
  readonly path?: string;
  /** The time between two scrapes. @default what Prometheus is set to */
  readonly interval?: Duration;
  /** Labels by which the Prometheus finds its monitors, such as `release: prometheus`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
}
