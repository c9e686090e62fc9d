import {
  Canary,
  Cluster,
  Delivery,
  type DeliveryProps,
  Duration,
  Environment,
  GitHubRepository,
  ImageRepository,
  type PlatformVersions,
  Program,
  TektonBuild,
} from '../../lib';

export const CLUSTER = Cluster.eks({
  name: 'acme',
  account: '111122223333',
  region: 'eu-west-1',
  oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3',
});

const gateway = { name: 'public', namespace: 'gateways' };

export interface Made {
  readonly program: Program;
  readonly delivery: Delivery;
}

/** The order-service, as small as a delivery can be, with what a test wants different. */
export function orderService(
  change: (environments: {
    ci: Environment;
    staging: Environment;
    production: Environment;
  }) => Partial<DeliveryProps> = () => ({}),
  platform: PlatformVersions = {},
): Made {
  const program = new Program({ platform });
  const ci = new Environment(program, 'ci', { cluster: CLUSTER });
  const staging = new Environment(program, 'staging');
  const production = new Environment(program, 'production');
  const strategy = Canary.through([50], { pause: Duration.minutes(1) });
  const delivery = new Delivery(program, 'order-service', {
    source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
    image: ImageRepository.ecr({ account: '111122223333', region: 'eu-west-1', name: 'order-service' }),
    build: TektonBuild.go({ environment: ci, webhook: { gateway, hostnames: ['hooks.example.com'] } }),
    gitops: GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 }),
    service: {
      port: 8080,
      replicas: 4,
      cpu: '250m',
      memory: '512Mi',
      ready: '/health/ready',
      route: { gateway, hostnames: ['orders.example.com'] },
    },
    environments: [
      { environment: staging, strategy },
      { environment: production, strategy },
    ],
    ...change({ ci, staging, production }),
  });
  return { program, delivery };
}
