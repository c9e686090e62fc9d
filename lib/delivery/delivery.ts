import { type GitHubRepository, type ImageRepository, type SigningIdentity, Hidden, invalid } from '../model';
import { type Environment, type Program } from '../program';
import { type RegistryCredentials, SigstoreRoots } from '../systems/kyverno';
import { type RolledOutServiceProps } from '../systems/rollouts';
import { type Build, type BuildFacts } from './build';
import { DeployedService, type ServiceProps } from './deployed-service';
import type * as registrySide from './registry';
import { type RegistryProps } from './registry';

/** One stop on a service's way to its users. */
export interface DeliveryEnvironment {
  /** Where it runs. */
  readonly environment: Environment;
  /** How a new version comes in. */
  readonly strategy: RolledOutServiceProps['strategy'];
  /** What is different here, such as fewer replicas. @default nothing */
  readonly service?: Partial<ServiceProps>;
  /** The namespace that the service has for itself. @default its name */
  readonly namespace?: string;
}

export interface DeliveryProps {
  /** Where the source is. */
  readonly source: GitHubRepository;
  /** Where the images are kept. */
  readonly image: ImageRepository;
  /** What builds, scans and signs them: a `TektonBuild` or a `GitHubBuild`. */
  readonly build: Build;
  /** The repository that clusters follow. */
  readonly gitops: GitHubRepository;
  /** What the service is. */
  readonly service: ServiceProps;
  /** Where it runs, in the order in which an image passes: every build goes to the first, and on by promotion. */
  readonly environments: readonly DeliveryEnvironment[];
  /** Whose certificates and logs the environments believe: those of the build's Sigstore. @default SigstoreRoots.publicGood */
  readonly roots?: SigstoreRoots;
  /** How Kyverno signs in to the registry. @default by its AWS role for Amazon ECR, else as it is installed */
  readonly credentials?: RegistryCredentials;
  /** The registry's side in AWS, as a Terraform stack. @default another tool makes it */
  readonly registry?: RegistryProps;
}

/** The whole delivery of one service: its build, its registry, and every environment that it runs in, of one mind. */
export class Delivery {
  /** Who signs the images, and whom every environment trusts. */
  public readonly signsAs: SigningIdentity;

  /** Throws `Delivery.<prop>: …` where props contradict each other, and what the constructs in it throw. */
  public constructor(program: Program, name: string, props: DeliveryProps) {
    const { source, image, gitops, roots = SigstoreRoots.publicGood, credentials } = props;
    const environments = namesOf(props.environments);
    const { port } = props.service;
    const build = props.build._make(program, { service: name, source, image, gitops, port, environments });
    checkRoots(build, roots);
    this.signsAs = build.signsAs;
    for (const { environment, strategy, service, namespace } of props.environments) {
      new DeployedService(environment, name, {
        service: { ...props.service, ...service, strategy },
        image,
        trusts: [build.signsAs],
        attested: build.attests,
        platform: program.platform,
        roots,
        credentials,
        namespace,
      });
    }
    if (props.registry)
      loadRegistry().makeRegistry(program, { ...props.registry, ...build, name, image, environments });
  }
}

function namesOf(environments: readonly DeliveryEnvironment[]): readonly string[] {
  const names = environments.map(({ environment }) => environment.name);
  if (names.length === 0) throw invalid('Delivery.environments', 'at least one environment', names);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw invalid('Delivery.environments', 'each environment once', twice);
  return names;
}

/** A Sigstore knows nothing of what another one has certified. */
function checkRoots({ ownSigstore = false }: BuildFacts, roots: SigstoreRoots): void {
  if (roots.arePublic !== ownSigstore) return;
  throw invalid(
    'Delivery.roots',
    ownSigstore
      ? 'the roots of the Sigstore that the build signs with'
      : 'the public roots, as the build signs publicly',
    new Hidden(ownSigstore ? 'the public ones' : 'others'),
    'every image would be kept out',
  );
}

/** Loads the AWS side at its first use: who has none of it need not install cdktf. */
function loadRegistry(): typeof registrySide {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load cdktf for everybody
  return require('./registry') as typeof registrySide;
}
