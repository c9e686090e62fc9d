import { type Cluster, type GitHubWorkflowIdentity, type ImageRepository, TagFamily, invalid } from '../model';
import { type Program } from '../program';
import {
  CiRole,
  DeliveryStack,
  EcrRepository,
  GitHubOidcProvider,
  type GitHubTrustingAccount,
  PodRole,
  type RetentionProps,
  type State,
} from '../systems/aws';

/** The AWS side of a delivery. */
export interface RegistryProps {
  /** Where Terraform keeps the state of the stack. */
  readonly state: State;
  /** What the repository must remember. */
  readonly retention: RetentionProps;
  /**
   * What makes the account accept GitHub's tokens, where GitHub builds. An account can have only one: name it here for
   * every further service, as `GitHubOidcProvider.existing(…)`.
   * @default the stack makes it
   */
  readonly gitHubProvider?: GitHubTrustingAccount;
}

/** Who of the build reaches the registry. */
export type RegistryUser = PodUser | WorkflowUser;

/** A ServiceAccount of the build, and what it may do there. */
export interface PodUser {
  /** The cluster that it is in. */
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** Whether it pushes; else it only pulls. */
  readonly pushes: boolean;
}

/** Jobs of GitHub Actions, which push as one role. */
export interface WorkflowUser {
  /** The name of the role that they assume. */
  readonly role: string;
  readonly identities: readonly GitHubWorkflowIdentity[];
}

/** What the stack of a registry is made from. */
export interface RegistryIntent extends RegistryProps {
  readonly name: string;
  readonly image: ImageRepository;
  readonly users: readonly RegistryUser[];
  /** The tags that images get when they are built. @default TagFamily.commit */
  readonly tag?: TagFamily;
  /** The environments in the order in which an image passes them. */
  readonly environments: readonly string[];
}

/** The repository with its lifecycle, and a role for each user of it, in one stack named after the service. */
export function makeRegistry(program: Program, intent: RegistryIntent): void {
  const { name, image, tag = TagFamily.commit } = intent;
  if (!image.ecr) {
    throw invalid(
      'Delivery.registry',
      'an image in Amazon ECR',
      image.address,
      'leave `registry` out: another tool makes that one',
    );
  }
  if (intent.gitHubProvider && !intent.users.some((user) => 'role' in user)) {
    throw invalid('Delivery.registry.gitHubProvider', 'a build by GitHub Actions', 'another build', 'leave it out');
  }
  const { account, region } = image.ecr;
  const stack = new DeliveryStack(program.terraform, name, { account, region, state: intent.state });
  new EcrRepository(stack, 'images', {
    image,
    tags: [tag, ...intent.environments.map((environment) => TagFamily.promoted(environment))],
    retention: intent.retention,
  });
  for (const user of intent.users) makeRole(stack, intent, user);
}

function makeRole(stack: DeliveryStack, { image, gitHubProvider }: RegistryIntent, user: RegistryUser): void {
  if ('role' in user) {
    const provider = gitHubProvider ?? new GitHubOidcProvider(stack, 'github', { account: stack.account });
    new CiRole(stack, user.role, { name: user.role, provider, usedBy: user.identities, pushes: [image] });
    return;
  }
  const { cluster, namespace, serviceAccount, pushes } = user;
  const access = pushes ? { pushes: [image] } : { pulls: [image] };
  new PodRole(stack, serviceAccount, { name: serviceAccount, cluster, namespace, serviceAccount, ...access });
}
