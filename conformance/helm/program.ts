import { Cluster, GitHubRepository, ImageRepository, Program } from '../../lib';
import { orderService } from '../../apps/order-service';

// The order-service with a chart for each of its folders.
const account = '111122223333';
const region = 'eu-west-1';
const gateway = { name: 'public', namespace: 'gateways' };
const program = new Program({ charts: { version: '1.4.0' } });

orderService(program, {
  cluster: Cluster.eks({ name: 'acme', account, region, oidcId: '5C4F7E2B90D1A36F8E7D4B2C1A09F6E3' }),
  source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
  image: ImageRepository.ecr({ account, region, name: 'order-service' }),
  gitops: GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 }),
  build: { webhook: { gateway, hostnames: ['hooks.example.com'] } },
  service: { replicas: { min: 10, max: 30 }, route: { gateway, hostnames: ['orders.example.com'] } },
});

program.synth();
