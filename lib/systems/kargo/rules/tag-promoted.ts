import { problem, type Rule } from '../../../audit';
import { type PromotionStep } from '../kinds';
import { example, stage, steps, warehouse } from './examples';

const staging = (set: object): object =>
  stage('staging', { direct: true }, { promotionTemplate: { spec: { steps: steps('staging', set) } } });

export const tagPromoted: Rule = {
  id: 'KGO007',
  severity: 'warning',
  title: 'a promotion writes a tag, not a digest',
  why: 'whoever pushes that tag again changes what is verified, promoted and running, behind the back of all of them',
  repair: 'write imageFrom("…").Digest',
  reference: 'https://docs.kargo.io/user-guide/reference-docs/expressions#imagefrom',
  good: example(warehouse(), staging({ digest: '${{ imageFrom("ghcr.io/acme/orders").Digest }}' })),
  bad: example(warehouse(), staging({ tag: '${{ imageFrom("ghcr.io/acme/orders").Tag }}' })),
  check: ({ manifests }) =>
    manifests.of('kargo.akuity.io/Stage').flatMap((manifest) =>
      (manifest.object.spec.promotionTemplate?.spec.steps ?? []).flatMap((step, i) => {
        if (!writesTag(step)) return [];
        const path = `spec.promotionTemplate.spec.steps[${i}].config`;
        return [
          problem(
            manifest,
            `its step ${step.uses ?? ''} writes a tag, which can be pushed again`,
            'write the digest',
            path,
          ),
        ];
      }),
    ),
};

function writesTag({ uses, config: { images = [], updates = [] } = {} }: PromotionStep): boolean {
  if (uses === 'kustomize-set-image')
    return images.some(({ tag, digest }) => tag !== undefined && digest === undefined);
  const written = updates.map(({ value }) => String(value));
  return (
    uses === 'yaml-update' &&
    written.some((text) => /\bimageFrom\([^)]*\)\.Tag\b/.test(text)) &&
    !written.some((text) => /\.Digest\b/.test(text))
  );
}
