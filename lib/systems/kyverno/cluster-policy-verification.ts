import { type Manifest } from '../../assembly';
import { repositoryOf, tryParseImageReference } from '../../model';
import { type Certainty, allOf, certain, not } from './certainty';
import { decideForBundle, decideForCosign, firstAccepted } from './identity';
import { tryRepositoriesIn } from './image-pattern';
import {
  type AttestorEntry,
  type AttestorSet,
  type ClusterPolicyObject,
  type ClusterPolicyRule,
  type VerifyImages,
} from './kinds';
import { wildcardMatches } from './match';
import { ruleSelects } from './resource-match';
import { type Verification } from './verification';

/** One `verifyImages` entry of a ClusterPolicy, with the place it stands at. */
export interface PlacedVerifyImages {
  readonly rule: ClusterPolicyRule;
  readonly verifyImages: VerifyImages;
  readonly path: string;
}

/** A ClusterPolicy as verifications: one for each `verifyImages` entry. */
export function verificationsByClusterPolicy(manifest: Manifest<ClusterPolicyObject>): readonly Verification[] {
  return verifyImagesOf(manifest.object).map(({ rule, verifyImages }) => {
    const entries = entriesOf(verifyImages).map(({ entry }) => entry);
    return {
      manifest,
      denies: enforces(verifyImages, manifest.object),
      repositories: tryRepositoriesIn(verifyImages.imageReferences ?? []),
      keys: entries.flatMap(({ keys }) => [keys?.publicKeys, keys?.kms]).filter((key) => key !== undefined),
      selects: (request) => ruleSelects(rule, request),
      covers: (image) => covers(verifyImages, image),
      decide: (certificate) =>
        firstAccepted(
          entries
            .flatMap(({ keyless }) => (keyless ? [keyless] : []))
            .map((keyless) =>
              isBundle(verifyImages) ? decideForBundle([keyless], certificate) : decideForCosign(keyless, certificate),
            ),
        ),
    };
  });
}

/** Every `verifyImages` entry of a ClusterPolicy. */
export function verifyImagesOf({ spec }: ClusterPolicyObject): readonly PlacedVerifyImages[] {
  return (spec.rules ?? []).flatMap((rule, i) =>
    (rule.verifyImages ?? []).map((verifyImages, j) => ({
      rule,
      verifyImages,
      path: `spec.rules[${i}].verifyImages[${j}]`,
    })),
  );
}

/** Whether what fails is kept out: without a word, it is only reported. */
export function enforces({ failureAction }: VerifyImages, { spec }: ClusterPolicyObject): boolean {
  return (failureAction ?? spec.validationFailureAction ?? 'Audit').toLowerCase() === 'enforce';
}

/** Whether it reads the bundles of cosign 3, rather than signatures under a tag. */
export function isBundle({ type }: VerifyImages): boolean {
  return type === 'SigstoreBundle';
}

/** Every attestor of a `verifyImages` entry, of the image and of its attestations, with its place inside the entry. */
export function entriesOf({
  attestors = [],
  attestations = [],
}: VerifyImages): readonly { readonly entry: AttestorEntry; readonly path: string }[] {
  return [
    ...attestors.flatMap((set, i) => flatten(set, `attestors[${i}]`)),
    ...attestations.flatMap((attestation, i) =>
      (attestation.attestors ?? []).flatMap((set, j) => flatten(set, `attestations[${i}].attestors[${j}]`)),
    ),
  ];
}

function flatten({ entries = [] }: AttestorSet, path: string): { entry: AttestorEntry; path: string }[] {
  return entries.flatMap((entry, i) => {
    const here = `${path}.entries[${i}]`;
    return [{ entry, path: here }, ...(entry.attestor ? flatten(entry.attestor, `${here}.attestor`) : [])];
  });
}

/** ClusterPolicy compares with the whole reference: the registry filled in, and the digest alone where there is one. */
function covers({ imageReferences = [], skipImageReferences = [] }: VerifyImages, image: string): Certainty {
  const reference = tryParseImageReference(image);
  if (!reference) return 'perhaps';
  const end = reference.digest === undefined ? `:${reference.tag ?? 'latest'}` : `@${reference.digest}`;
  const isAmong = (patterns: readonly string[]): Certainty =>
    certain(patterns.some((pattern) => wildcardMatches(pattern, `${repositoryOf(reference)}${end}`)));
  return allOf([isAmong(imageReferences), not(isAmong(skipImageReferences))]);
}
