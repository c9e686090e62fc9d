import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { type MonitorProps, renderMonitor } from './monitor-rendering';

/** Has Prometheus scrape the pods behind Services. Throws `ServiceMonitor.<field>: …` for what would select everything. */
export class ServiceMonitor extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: MonitorProps) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Default', renderMonitor('ServiceMonitor', { port: props.port }, props));
  }
}
