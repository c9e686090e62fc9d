import { type Cluster, type ImageRepository, TagFamily, invalid } from '../model';
import { type Program } from '../program';
import { DeliveryStack, EcrRepository, PodRole, type RetentionProps, type State } from '../systems/aws';

/** The AWS side of a delivery. */
export interface RegistryProps {
  /** Where Terraform keeps the state of the stack. */
  readonly state: State;
  /** What the repository must remember. */
  readonly retention: RetentionProps;
}

/** A ServiceAccount of the build that reaches the registry, and what it may do there. */
export interface RegistryUser {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Whether it pushes; else it only pulls. */
  readonly pushes: boolean;
}

/** What the stack of a registry is made from. */
export interface RegistryIntent extends RegistryProps {
  readonly name: string;
  readonly image: ImageRepository;
  readonly cluster: Cluster;
  readonly users: readonly RegistryUser[];
  /** The environments in the order in which an image passes them. */
  readonly environments: readonly string[];
}

/** The repository with its lifecycle, and a role for each ServiceAccount of the build, in one stack named after the service. */
export function makeRegistry(program: Program, intent: RegistryIntent): void {
  const { name, image, cluster, users } = intent;
  if (!image.ecr) {
    throw invalid(
      'Delivery.registry',
      'an image in Amazon ECR',
      image.address,
      'leave `registry` out: another tool makes that one',
    );
  }
  const { account, region } = image.ecr;
  const stack = new DeliveryStack(program.terraform, name, { account, region, state: intent.state });
  new EcrRepository(stack, 'images', {
    image,
    tags: [TagFamily.commit, ...intent.environments.map((environment) => TagFamily.promoted(environment))],
    retention: intent.retention,
  });
  for (const { namespace, serviceAccount, pushes } of users) {
    const access = pushes ? { pushes: [image] } : { pulls: [image] };
    new PodRole(stack, serviceAccount, { name: serviceAccount, cluster, namespace, serviceAccount, ...access });
  }
}
