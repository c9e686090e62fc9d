import { type Manifest, type Manifests, addTo, readOnce } from '../../assembly';
import { type Certainty } from './certainty';
import { verificationsByClusterPolicy } from './cluster-policy-verification';
import { type Certificate, type Decision } from './identity';
import { repositoriesOf } from './image-pattern';
import { ImageValidatingPolicyVerification } from './image-validating-policy-verification';
import { type AdmissionRequest } from './selection';

/** One policy that verifies images, whichever kind it is written as: what rules, and rooms that follow an image, ask of it. */
export interface Verification {
  readonly manifest: Manifest;
  /** Whether it keeps out what fails, rather than only reporting it. */
  readonly denies: boolean;
  /** The repositories it is about; nothing where its patterns leave that open. */
  readonly repositories: readonly string[] | undefined;
  /** The public keys in PEM form, and the KMS references, that it takes. */
  readonly keys: readonly string[];
  /** Whether it judges a request at all. */
  selects(request: AdmissionRequest): Certainty;
  /** Whether it verifies an image, written as in a pod. */
  covers(image: string): Certainty;
  /** Whether one of its attestors takes a keyless signer's certificate, and why none does. */
  decide(certificate: Certificate): Decision;
}

/** Every policy of an assembly that verifies images, found by environment and image. */
export class VerificationIndex {
  private readonly byRepository = new Map<string, Verification[]>();
  private readonly byEnvironment = new Map<string, Verification[]>();
  /** What has been asked for: many rules ask about the same images. */
  private readonly byImage = new Map<string, readonly Verification[]>();

  public constructor(public readonly all: readonly Verification[]) {
    for (const verification of all) {
      const { environment } = verification.manifest;
      addTo(this.byEnvironment, environment, verification);
      for (const repository of verification.repositories ?? [ANY]) {
        addTo(this.byRepository, keyOf(environment, repository), verification);
      }
    }
  }

  /** The policies of one environment. */
  public in(environment: string): readonly Verification[] {
    return this.byEnvironment.get(environment) ?? [];
  }

  /** The policies of an environment that may be about an image: those that name its repository, and the open ones. */
  public about(environment: string, image: string): readonly Verification[] {
    const key = keyOf(environment, image);
    const known = this.byImage.get(key) ?? this.findAbout(environment, image);
    this.byImage.set(key, known);
    return known;
  }

  private findAbout(environment: string, image: string): readonly Verification[] {
    const found = [...repositoriesOf(image), ANY].flatMap(
      (repository) => this.byRepository.get(keyOf(environment, repository)) ?? [],
    );
    return [...new Set(found)];
  }
}

/** The policies of an assembly that verify images; gathered once for all rules. */
export const verificationsOf = readOnce(
  (manifests: Manifests) =>
    new VerificationIndex([
      ...manifests
        .of('policies.kyverno.io/ImageValidatingPolicy')
        .map((manifest) => new ImageValidatingPolicyVerification(manifest)),
      ...manifests.of('kyverno.io/ClusterPolicy').flatMap(verificationsByClusterPolicy),
    ]),
);

/** Stands for every repository in the index; no repository is called so. */
const ANY = '*';

function keyOf(environment: string, repository: string): string {
  return `${environment}\n${repository}`;
}
