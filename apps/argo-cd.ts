import { Chart } from 'cdk8s';
import { Canary, Delivery, Duration, Environment, GitHubRepository, ImageRepository } from '../lib';
import { Cluster, Metric, Program, TektonBuild } from '../lib';
import { DeliveryApplication, Destination, SyncWindow, inSyncWaves } from '../lib/systems/argocd';
import { State } from '../lib/systems/aws';

// The order-service by Argo CD and Argo Rollouts: one Application an environment, which may touch what it delivers and no more.
const account = '111122223333';
const region = 'eu-west-1';
const gitops = GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 });

const program = new Program({ platform: { kubernetes: '1.34', tekton: '1.15', rollouts: '1.9', kyverno: '1.19' } });
const ci = new Environment(program, 'ci', {
  cluster: Cluster.eks({ name: 'acme', account, region, oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3' }),
});
const staging = new Environment(program, 'staging');
const production = new Environment(program, 'production');

const errors = Metric.errorRate({ below: 0.01, over: Duration.minutes(2), withoutTraffic: 'pause' });
new Delivery(program, 'order-service', {
  source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  image: ImageRepository.ecr({ account, region, name: 'order-service' }),
  build: TektonBuild.go({ environment: ci }),
  gitops,
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
    { environment: production, strategy: Canary.through([5, 50], { pause: Duration.minutes(10), gates: [errors] }) },
  ],
  registry: {
    state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region }),
    retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
  },
});

const applications = new Chart(new Environment(program, 'tools'), 'applications', { namespace: 'argocd' });
for (const environment of [staging, production]) {
  inSyncWaves(environment);
  new DeliveryApplication(applications, environment.name, {
    name: `order-service-${environment.name}`,
    delivers: environment,
    gitops,
    path: `dist/${environment.name}/order-service`,
    cluster: Destination.named(environment.name),
    namespace: 'order-service',
    windows:
      environment === production ? [SyncWindow.deny({ schedule: '0 18 * * 5', lasting: Duration.hours(62) })] : [],
  });
}

program.synth();
