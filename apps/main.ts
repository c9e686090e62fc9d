import { Canary, Cluster, Delivery, Duration, Environment, GitHubRepository, ImageRepository } from '../lib';
import { Metric, Program, TektonBuild } from '../lib';
import { State } from '../lib/systems/aws';

const account = '111122223333';
const region = 'eu-west-1';
const cluster = Cluster.eks({ name: 'acme', account, region, oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3' });

const program = new Program({ platform: { kubernetes: '1.34', tekton: '1.15', rollouts: '1.9', kyverno: '1.19' } });
const ci = new Environment(program, 'ci', { cluster });
const staging = new Environment(program, 'staging');
const production = new Environment(program, 'production');

const over = Duration.minutes(2);
const errors = Metric.errorRate({ below: 0.01, over, withoutTraffic: 'pause' });
const latency = Metric.latency({ quantile: 0.99, below: Duration.millis(500), over, withoutTraffic: 'pause' });

new Delivery(program, 'order-service', {
  source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  image: ImageRepository.ecr({ account, region, name: 'order-service' }),
  build: TektonBuild.go({
    environment: ci,
    minimumCoverage: 60,
    webhook: { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['hooks.example.com'] },
  }),
  gitops: GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 }),
  service: {
    port: 8080,
    replicas: { min: 10, max: 30 },
    cpu: '250m',
    memory: '512Mi',
    ready: '/health/ready',
    route: { gateway: { name: 'public', namespace: 'gateways' }, hostnames: ['orders.example.com'] },
  },
  environments: [
    { environment: staging, service: { replicas: 2 }, strategy: Canary.through([50], { pause: Duration.minutes(1) }) },
    {
      environment: production,
      strategy: Canary.through([5, 20, 50], { pause: Duration.minutes(10), gates: [errors, latency] }),
    },
  ],
  registry: {
    state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region }),
    retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
  },
});

program.synth();
