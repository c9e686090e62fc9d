import { type Manifest, type Manifests, readOnce } from '../../assembly';
import { verifyImagesOf } from './cluster-policy-verification';

/** A pattern by which a policy selects images, or exempts them. */
export interface ImagePatternInPlace {
  readonly policy: Manifest;
  readonly pattern: string;
  readonly path: string;
}

/** The patterns of all policies that verify images. */
export const imagePatterns = readOnce((manifests: Manifests): readonly ImagePatternInPlace[] => {
  const globs = manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((policy) =>
    (policy.object.spec.matchImageReferences ?? []).map(({ glob = '' }, i) => ({
      policy,
      pattern: glob,
      path: `spec.matchImageReferences[${i}].glob`,
    })),
  );
  const wildcards = manifests
    .of('kyverno.io/ClusterPolicy')
    .flatMap((policy) =>
      verifyImagesOf(policy.object).flatMap(({ verifyImages, path }) =>
        (['imageReferences', 'skipImageReferences'] as const).flatMap((field) =>
          (verifyImages[field] ?? []).map((pattern, i) => ({ policy, pattern, path: `${path}.${field}[${i}]` })),
        ),
      ),
    );
  return [...globs, ...wildcards];
});
