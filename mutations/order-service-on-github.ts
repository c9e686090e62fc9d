import {
  Canary,
  Delivery,
  Duration,
  Environment,
  GitHubBuild,
  GitHubRepository,
  ImageRepository,
  Program,
} from '../lib';
import { type Assembly } from '../lib/assembly';
import { State } from '../lib/systems/aws';

const account = '111122223333';
const region = 'eu-west-1';

/** The same service where GitHub Actions builds it: its workflows, its Dockerfile, and who trusts them. */
export function orderServiceOnGitHub(): Assembly {
  const program = new Program({ platform: { kubernetes: '1.34', rollouts: '1.9', kyverno: '1.19' } });
  const [staging, production] = ['staging', 'production'].map((name) => new Environment(program, name)) as [
    Environment,
    Environment,
  ];
  new Delivery(program, 'order-service', {
    source: GitHubRepository.of('acme/order-service', { id: 715331, ownerId: 9142 }),
    image: ImageRepository.ecr({ account, region, name: 'order-service' }),
    build: GitHubBuild.go({ gitOpsApp: { clientId: 'Iv23liA1b2C3d4E5f6G7' } }),
    gitops: GitHubRepository.of('acme/gitops', { id: 715332, ownerId: 9142 }),
    service: { port: 8080, replicas: 10, cpu: '250m', memory: '512Mi', ready: '/health/ready' },
    environments: [
      { environment: staging, strategy: Canary.through([50], { pause: Duration.minutes(1) }) },
      { environment: production, strategy: Canary.through([5, 20, 50], { pause: Duration.minutes(10) }) },
    ],
    registry: {
      state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region }),
      retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
    },
  });
  return program.assemble();
}
