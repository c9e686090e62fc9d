import { Canary, type Cluster, Delivery, type DeliveryProps, Duration, Environment, type GoBuildProps } from '../lib';
import { Metric, type Program, Prometheus, type ServiceProps, TektonBuild } from '../lib';
import { type Sampling } from '../lib/systems/rollouts';

/** What differs from one place to another where the order-service is delivered. */
export interface Place extends Pick<
  DeliveryProps,
  'source' | 'image' | 'gitops' | 'roots' | 'credentials' | 'registry'
> {
  /** The cluster that builds. */
  readonly cluster: Cluster;
  /** What the build needs there. */
  readonly build: Omit<GoBuildProps, 'environment'>;
  /** How large the service is there, and how it is reached. */
  readonly service: Pick<ServiceProps, 'replicas'> & Partial<ServiceProps>;
  /** The namespaces that it has. @default its name in both environments, as each has a cluster of its own */
  readonly namespaces?: { readonly staging: string; readonly production: string };
  /** The steps of its canary, and how they are watched. @default with minutes in which people use it */
  readonly pace?: typeof CAREFUL;
}

const CAREFUL = {
  weights: [5, 20, 50],
  pauses: { staging: Duration.minutes(1), production: Duration.minutes(10) },
  over: Duration.minutes(2),
  prometheus: Prometheus.usual,
  sampling: {} as Sampling,
};

/** The delivery of the order-service, the same at every place: from a push to its users, staging first. */
export function orderService(program: Program, place: Place): Delivery {
  const { cluster, build, service, namespaces, pace = CAREFUL, ...where } = place;
  const ci = new Environment(program, 'ci', { cluster });
  const staging = new Environment(program, 'staging');
  const production = new Environment(program, 'production');

  const judged = { over: pace.over, withoutTraffic: 'pause', from: pace.prometheus } as const;
  const errors = Metric.errorRate({ below: 0.01, ...judged });
  const latency = Metric.latency({ quantile: 0.99, below: Duration.millis(500), ...judged });
  const gates = [errors, latency].map((metric) => metric.inline(pace.sampling));

  return new Delivery(program, 'order-service', {
    ...where,
    build: TektonBuild.go({ minimumCoverage: 60, ...build, environment: ci }),
    service: { port: 8080, cpu: '250m', memory: '512Mi', ready: '/health/ready', ...service },
    environments: [
      {
        environment: staging,
        namespace: namespaces?.staging,
        service: { replicas: 2 },
        strategy: Canary.through([50], { pause: pace.pauses.staging }),
      },
      {
        environment: production,
        namespace: namespaces?.production,
        strategy: Canary.through(pace.weights, { pause: pace.pauses.production, gates }),
      },
    ],
  });
}
