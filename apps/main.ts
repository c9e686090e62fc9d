import { Cluster, Duration, GitHubRepository, ImageRepository, Program } from '../lib';
import { State } from '../lib/systems/aws';
import { orderService } from './order-service';

const account = '111122223333';
const region = 'eu-west-1';
const gateway = { name: 'public', namespace: 'gateways' };

const program = new Program({ platform: { kubernetes: '1.34', tekton: '1.15', rollouts: '1.9', kyverno: '1.19' } });

orderService(program, {
  cluster: Cluster.eks({ name: 'acme', account, region, oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3' }),
  source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  image: ImageRepository.ecr({ account, region, name: 'order-service' }),
  gitops: GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 }),
  build: { webhook: { gateway, hostnames: ['hooks.example.com'] } },
  service: { replicas: { min: 10, max: 30 }, route: { gateway, hostnames: ['orders.example.com'] } },
  registry: {
    state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region }),
    retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
  },
});

program.synth();
