import { type Manifest, type Manifests, readOnce } from '../../assembly';
import { entriesOf, isBundle, verifyImagesOf } from './cluster-policy-verification';
import { type IdentityCriteria } from './kinds';

/** What one policy asks of a keyless signer's certificate. */
export interface PlacedCriteria {
  readonly manifest: Manifest;
  readonly criteria: IdentityCriteria;
  /** The certificate extensions that the attestor names besides. */
  readonly extensions: Readonly<Record<string, string>> | undefined;
  /** Where the criteria stand. */
  readonly path: string;
  /** Whether they are read as for a bundle, text for text; else `*` and `?` are wildcards and open fields admit anyone. */
  readonly isExact: boolean;
}

/** Every keyless signer that a policy of the assembly describes. */
export const criteriaOf = readOnce((manifests): readonly PlacedCriteria[] => [
  ...ofImageValidatingPolicies(manifests),
  ...ofClusterPolicies(manifests),
]);

function ofImageValidatingPolicies(manifests: Manifests): PlacedCriteria[] {
  return manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((manifest) =>
    (manifest.object.spec.attestors ?? []).flatMap(({ cosign }, i) =>
      (cosign?.keyless?.identities ?? []).map((criteria, j) => ({
        manifest,
        criteria,
        extensions: cosign?.keyless?.additionalExtensions,
        path: `spec.attestors[${i}].cosign.keyless.identities[${j}]`,
        isExact: true,
      })),
    ),
  );
}

function ofClusterPolicies(manifests: Manifests): PlacedCriteria[] {
  return manifests.of('kyverno.io/ClusterPolicy').flatMap((manifest) =>
    verifyImagesOf(manifest.object).flatMap(({ verifyImages, path }) =>
      entriesOf(verifyImages).flatMap((placed) => {
        const { keyless } = placed.entry;
        if (!keyless) return [];
        return {
          manifest,
          criteria: keyless,
          extensions: keyless.additionalExtensions,
          path: `${path}.${placed.path}.keyless`,
          isExact: isBundle(verifyImages),
        };
      }),
    ),
  );
}
