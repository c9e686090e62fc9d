import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ImageValidatingPolicy } from '../../../imports/policies.kyverno.io';
import {
  Duration,
  type ImageRepository,
  type Platform,
  PredicateType,
  type SigningIdentity,
  dnsLabel,
  invalid,
} from '../../model';
import { leaveNamespace } from '../kubernetes/object-props';
import { assertClusterPolicyCan, renderClusterPolicy } from './cluster-policy';
import { renderImageValidatingPolicy } from './image-validating-policy';
import { type Namespaces } from './namespaces';
import { PodSource } from './pod-source';
import { RegistryCredentials } from './registry-credentials';
import { SigstoreRoots } from './sigstore-roots';
import { type TrustIntent } from './trust-intent';

export interface ImageTrustPolicyProps {
  /** The policy's name, unique in the cluster and at most 53 characters: its siblings add `-ephemeral` and `-rollouts`. */
  readonly name: string;
  /** The repositories whose images must be signed. */
  readonly images: readonly ImageRepository[];
  /** Who may have signed them: what the build exposes. One of them suffices. */
  readonly trusts: readonly SigningIdentity[];
  /** Where the images must be signed. */
  readonly namespaces: Namespaces;
  /** What is installed: the version of Kyverno decides which kind of policy this becomes. */
  readonly platform: Platform;
  /**
   * What else a trusted signer must have attested of an image, such as an SBOM.
   * @default nothing beside the signature, and the provenance where it tells who called a reusable workflow
   */
  readonly requires?: readonly PredicateType[];
  /**
   * Whose certificates and logs are believed.
   * @default SigstoreRoots.publicGood
   */
  readonly roots?: SigstoreRoots;
  /**
   * How Kyverno signs in to the registry.
   * @default RegistryCredentials.amazon where an image is kept in ECR, else RegistryCredentials.asInstalled
   */
  readonly credentials?: RegistryCredentials;
  /**
   * How long a verification may take, in whole seconds from 1 to 30; then the pod is kept out.
   * @default 30 s: the first look at an image fetches it, its signatures and the Sigstore roots
   */
  readonly timeout?: Duration;
}

/** Lets images into a cluster only when somebody trusted has signed them, by whichever way they come. */
export class ImageTrustPolicy extends Construct {
  public readonly images: readonly ImageRepository[];
  public readonly trusts: readonly SigningIdentity[];
  /** The names of the policies it consists of. */
  public readonly policyNames: readonly string[];

  /** Throws `ImageTrustPolicy.<prop>: …` for a value that Kyverno would refuse, misread or never be able to satisfy. */
  public constructor(scope: Construct, id: string, props: ImageTrustPolicyProps) {
    super(scope, id);
    const intent = intentOf(props);
    this.images = intent.images;
    this.trusts = intent.trusts;
    this.policyNames = props.platform.kyverno.isAtLeast('1.19')
      ? this.renderImageValidatingPolicies(intent)
      : this.renderClusterPolicies(intent);
  }

  private renderImageValidatingPolicies(intent: TrustIntent): readonly string[] {
    return PodSource.all.map((source) => {
      const metadata = { name: `${intent.name}${source.suffix}` };
      const spec = renderImageValidatingPolicy(intent, source);
      return placed(new ImageValidatingPolicy(this, source.id, { metadata, spec }));
    });
  }

  private renderClusterPolicies(intent: TrustIntent): readonly string[] {
    assertClusterPolicyCan(intent);
    return [PodSource.pods, PodSource.rollouts].map((source) => {
      const metadata = { name: `${intent.name}${source.suffix}` };
      const spec = renderClusterPolicy(intent, source);
      return placed(
        new ApiObject(this, source.id, { apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy', metadata, spec }),
      );
    });
  }
}

/** Gives back the policy's name. A policy lives in no namespace, also where its chart has one. */
function placed(policy: ApiObject): string {
  leaveNamespace(policy);
  return policy.name;
}

function intentOf(props: ImageTrustPolicyProps): TrustIntent {
  const roots = props.roots ?? SigstoreRoots.publicGood;
  return {
    name: dnsLabel('ImageTrustPolicy.name', props.name, 53),
    images: someOnce('ImageTrustPolicy.images', props.images, String),
    trusts: checkable(someOnce('ImageTrustPolicy.trusts', props.trusts, JSON.stringify), roots),
    namespaces: props.namespaces,
    requires: required(props.requires ?? []),
    roots,
    credentials: props.credentials ?? credentialsFor(props.images),
    timeout: wholeSeconds(props.timeout ?? Duration.seconds(30)),
  };
}

function someOnce<T>(place: string, values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  if (values.length === 0) throw invalid(place, 'at least one', values);
  const keys = values.map(keyOf);
  const twice = values.find((_, i) => keys.indexOf(keys[i] ?? '') !== i);
  if (twice !== undefined) throw invalid(place, 'each of them once', String(twice));
  return values;
}

function checkable(trusts: readonly SigningIdentity[], roots: SigstoreRoots): readonly SigningIdentity[] {
  const unknown = trusts.find((identity) => !roots.canCheck(identity));
  if (!unknown) return trusts;
  throw invalid(
    'ImageTrustPolicy.trusts',
    'keys, where the roots are SigstoreRoots.keysOnly',
    String(unknown),
    'name the roots that its certificate comes from',
  );
}

function required(types: readonly PredicateType[]): readonly PredicateType[] {
  if (types.includes(PredicateType.signature)) {
    throw invalid('ImageTrustPolicy.requires', 'what is asked beside the signature', 'PredicateType.signature');
  }
  if (new Set(types.map(({ name }) => name)).size < types.length) {
    throw invalid('ImageTrustPolicy.requires', 'each type once', types.map(String));
  }
  return types;
}

function credentialsFor(images: readonly ImageRepository[]): RegistryCredentials {
  return images.some(({ ecr }) => ecr !== undefined) ? RegistryCredentials.amazon : RegistryCredentials.asInstalled;
}

function wholeSeconds(timeout: Duration): Duration {
  const seconds = timeout.inSeconds;
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 30) return timeout;
  throw invalid('ImageTrustPolicy.timeout', 'whole seconds from 1 to 30', String(timeout));
}
