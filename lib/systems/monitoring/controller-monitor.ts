import { Construct } from 'constructs';
import { type Duration } from '../../model';
import { type Controller } from './controller';
import { ServiceMonitor } from './service-monitor';

export interface ControllerMonitorProps {
  /** The controller that is scraped. */
  readonly controller: Controller;
  /** The namespace of the ServiceMonitor. @default the chart's */
  readonly namespace?: string;
  /** Labels by which the Prometheus finds its monitors, such as `release: prometheus`. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The time between two scrapes. @default what Prometheus is set to */
  readonly interval?: Duration;
}

/**
 * Has Prometheus scrape a controller and keep the labels that it says: its `namespace` is that of the Rollout, the
 * Application or the run, not its own.
 */
export class ControllerMonitor extends Construct {
  public readonly name: string;

  public constructor(scope: Construct, id: string, props: ControllerMonitorProps) {
    super(scope, id);
    const { controller, namespace, labels, interval } = props;
    this.name = controller.name;
    new ServiceMonitor(this, 'Default', {
      name: controller.name,
      namespace,
      labels,
      interval,
      selector: controller.labels,
      port: controller.port,
      namespaces: [controller.namespace],
      honorLabels: true,
    });
  }
}
