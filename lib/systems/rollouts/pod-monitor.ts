import { type Duration } from '../../model';
import { type PodTemplate } from '../kubernetes/pod-template';

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

/**
 * A PodMonitor that writes the hash of a pod's template beside each of its samples. Without that label nobody could tell
 * the new version's requests from the old one's.
 */
export function renderPodMonitor(
  pods: PodTemplate,
  { port, path, interval, labels }: Scraped,
): { readonly apiVersion: string; readonly kind: string; readonly metadata: object; readonly spec: object } {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: pods.name, labels: { ...pods.selector, ...labels } },
    spec: {
      selector: { matchLabels: pods.selector },
      podTargetLabels: ['rollouts-pod-template-hash'],
      podMetricsEndpoints: [
        {
          ...(port === undefined ? { port: pods.portName } : { portNumber: port }),
          path: path ?? '/metrics',
          ...(interval === undefined ? {} : { interval: interval.toString() }),
        },
      ],
    },
  };
}
