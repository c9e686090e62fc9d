import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type ImageRepository,
  type PinnedImage,
  type Platform,
  type PredicateType,
  type SigningIdentity,
  dnsLabel,
} from '../model';
import { type Environment } from '../program';
import { Kustomization, Namespace } from '../systems/kubernetes';
import { AllowedImages, ImageTrustPolicy, Namespaces, RegistryAllowList, RequireLimits } from '../systems/kyverno';
import { RolledOutService, type RolledOutServiceProps } from '../systems/rollouts';
import { promotedFolder } from './promoted-folder';

/** What a service is, whichever image runs and however a new version comes in. */
export type ServiceProps = Omit<RolledOutServiceProps, 'name' | 'image' | 'strategy'>;

export interface DeployedServiceProps {
  /** The service, with how a new version comes in. */
  readonly service: ServiceProps & Pick<RolledOutServiceProps, 'strategy'>;
  /** Where its images are kept; which of them runs is for the promoter to say. */
  readonly image: ImageRepository;
  /** Who must have signed them. */
  readonly trusts: readonly SigningIdentity[];
  /** What they must have attested of them. @default nothing beside the signature */
  readonly attested?: readonly PredicateType[];
  /** What is installed. */
  readonly platform: Platform;
  /**
   * Other images that may run beside it.
   * @default those of the Jobs that its gates start
   */
  readonly alsoAllowed?: readonly (ImageRepository | PinnedImage)[];
  /**
   * The namespace it has for itself.
   * @default the service's name
   */
  readonly namespace?: string;
}

/**
 * A service in one environment: its namespace, the workload with everything around it, the policies that let in only
 * images that its build has signed, and the kustomization that the promoter's digest completes. The folder holds
 * `resources.yaml`, `policies.yaml` and `kustomization.yaml`.
 */
export class DeployedService extends Construct {
  public readonly namespace: string;
  public readonly workload: RolledOutService;

  /** Throws what the constructs in it throw for their props. */
  public constructor(environment: Environment, name: string, props: DeployedServiceProps) {
    super(environment, dnsLabel('DeployedService.name', name));
    this.namespace = props.namespace ?? name;
    const chart = new Chart(this, 'resources', { namespace: this.namespace });
    new Namespace(chart, 'namespace', { name: this.namespace });
    this.workload = new RolledOutService(chart, 'service', { ...props.service, name, image: props.image });
    this.createPolicies(props);
    new Kustomization(new Chart(this, 'kustomization'), 'kustomization', {
      name,
      resources: ['resources.yaml', 'policies.yaml'],
      components: [`../../../${promotedFolder(environment.name, name)}`],
    });
  }

  private createPolicies({ service, image, trusts, attested, platform, ...props }: DeployedServiceProps): void {
    const chart = new Chart(this, 'policies');
    const namespaces = Namespaces.named(this.namespace);
    new ImageTrustPolicy(chart, 'trust', {
      name: `${this.namespace}-images`,
      images: [image],
      trusts,
      requires: attested,
      namespaces,
      platform,
    });
    new RegistryAllowList(chart, 'registries', {
      name: `${this.namespace}-registries`,
      allow: allowedImages(image, props.alsoAllowed ?? imagesOfGates(service.strategy)).map((one) =>
        'digest' in one ? AllowedImages.image(one) : AllowedImages.repository(one),
      ),
      namespaces,
      platform,
    });
    new RequireLimits(chart, 'limits', { name: `${this.namespace}-limits`, namespaces, platform });
  }
}

/** The images of the Jobs that are started beside the service: admission judges them like its own. */
function imagesOfGates(strategy: RolledOutServiceProps['strategy']): readonly (ImageRepository | PinnedImage)[] {
  return 'gates' in strategy ? strategy.gates.flatMap(({ image }) => image ?? []) : [];
}

/** Each image once, however many gates use it. */
function allowedImages(
  image: ImageRepository,
  others: readonly (ImageRepository | PinnedImage)[],
): readonly (ImageRepository | PinnedImage)[] {
  return [...new Map([image, ...others].map((one) => [one.toString(), one])).values()];
}
