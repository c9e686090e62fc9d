import {
  Canary,
  Delivery,
  Duration,
  Environment,
  GitHubBuild,
  GitHubRepository,
  ImageRepository,
  Program,
} from '../../../../lib';
import { State } from '../../../../lib/systems/aws';

const REGION = 'eu-west-1';

export const ACCOUNT = '111122223333';

/** The numbers of the repository and of its owner at GitHub. */
export const IDS = { source: 715331, owner: 9142 } as const;

/** The order-service as GitHub's own runners would build it, with the role in AWS that they push its images by. */
export function gitHubProgram(): Program {
  const program = new Program();
  const repository = (name: string, id: number): GitHubRepository =>
    GitHubRepository.of(name, { id, ownerId: IDS.owner });
  new Delivery(program, 'order-service', {
    source: repository('acme/order-service', IDS.source),
    gitops: repository('acme/gitops', IDS.source + 1),
    image: ImageRepository.ecr({ account: ACCOUNT, region: REGION, name: 'order-service' }),
    build: GitHubBuild.go({ gitOpsApp: { clientId: 'Iv23liA1b2C3d4E5f6G7' } }),
    service: { port: 8080, replicas: 3, cpu: '100m', memory: '64Mi', ready: '/health/ready' },
    environments: [
      {
        environment: new Environment(program, 'production'),
        strategy: Canary.through([50], { pause: Duration.minutes(1) }),
      },
    ],
    registry: {
      state: State.s3({ bucket: 'acme-terraform', key: 'delivery/order-service.tfstate', region: REGION }),
      retention: { buildsPerDay: 20, promotedWithin: Duration.days(7), rollbacks: 10 },
    },
  });
  return program;
}
