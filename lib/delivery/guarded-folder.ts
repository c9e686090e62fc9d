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
import {
  AllowedImages,
  ImageTrustPolicy,
  Namespaces,
  RegistryAllowList,
  type RegistryCredentials,
  RequireLimits,
  type SigstoreRoots,
} from '../systems/kyverno';
import { promotedFolder } from './promoted-folder';

export interface GuardedFolderProps {
  /** Where the images of the service are kept; which of them runs is for the promoter to say. */
  readonly image: ImageRepository;
  /** Who must have signed them. */
  readonly trusts: readonly SigningIdentity[];
  /** What they must have attested of them. @default nothing beside the signature */
  readonly attested?: readonly PredicateType[];
  /** What is installed. */
  readonly platform: Platform;
  /** Whose certificates and logs are believed. @default SigstoreRoots.publicGood */
  readonly roots?: SigstoreRoots;
  /** How Kyverno signs in to the registry. @default by its AWS role for Amazon ECR, else as it is installed */
  readonly credentials?: RegistryCredentials;
  /** Other images that may run beside it. @default none */
  readonly alsoAllowed?: readonly (ImageRepository | PinnedImage)[];
  /**
   * The namespace it has for itself.
   * @default the service's name
   */
  readonly namespace?: string;
}

/**
 * The folder of one service in one environment: its namespace, the policies that let in only images that its build has
 * signed, and the kustomization that the promoter's digest completes. The workload goes into the chart `resources`. The
 * folder holds `resources.yaml`, `policies.yaml` and `kustomization.yaml`.
 */
export class GuardedFolder extends Construct {
  public readonly namespace: string;
  /** Where the workload and everything around it belongs. */
  public readonly resources: Chart;

  /** Throws what the constructs in it throw for their props. */
  public constructor(environment: Environment, name: string, props: GuardedFolderProps) {
    super(environment, dnsLabel('GuardedFolder.name', name));
    this.namespace = props.namespace ?? name;
    this.resources = new Chart(this, 'resources', { namespace: this.namespace });
    new Namespace(this.resources, 'namespace', { name: this.namespace });
    this.createPolicies(props);
    new Kustomization(new Chart(this, 'kustomization'), 'kustomization', {
      name,
      resources: ['resources.yaml', 'policies.yaml'],
      components: [`../../../${promotedFolder(environment.name, name)}`],
    });
  }

  private createPolicies(props: GuardedFolderProps): void {
    const { image, trusts, attested, platform, alsoAllowed = [], roots, credentials } = props;
    const chart = new Chart(this, 'policies');
    const namespaces = Namespaces.named(this.namespace);
    new ImageTrustPolicy(chart, 'trust', {
      name: `${this.namespace}-images`,
      images: [image],
      trusts,
      requires: attested,
      namespaces,
      platform,
      roots,
      credentials,
    });
    new RegistryAllowList(chart, 'registries', {
      name: `${this.namespace}-registries`,
      allow: eachOnce([image, ...alsoAllowed]).map((one) =>
        'digest' in one ? AllowedImages.image(one) : AllowedImages.repository(one),
      ),
      namespaces,
      platform,
    });
    new RequireLimits(chart, 'limits', { name: `${this.namespace}-limits`, namespaces, platform });
  }
}

/** Each image once, however many gates use it. */
function eachOnce(images: readonly (ImageRepository | PinnedImage)[]): readonly (ImageRepository | PinnedImage)[] {
  return [...new Map(images.map((one) => [one.toString(), one])).values()];
}
