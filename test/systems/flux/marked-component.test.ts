import { load } from 'js-yaml';
import { ImageDigest, ImageRepository } from '../../../lib/model';
import { PromotionIntent } from '../../../lib/promotion/intent';
import { PromotionTarget } from '../../../lib/promotion/target';
import { markedComponent } from '../../../lib/systems/flux/marked-component';

const image = ImageRepository.at('ghcr.io/acme/orders');
const digest = ImageDigest.of(`sha256:${'0'.repeat(64)}`);

test('the marker stands beside the digest, means nothing to YAML, and survives a promotion', () => {
  const text = markedComponent(image, digest, { namespace: 'delivery', name: 'orders' });
  expect(text).toBe(
    [
      'apiVersion: kustomize.config.k8s.io/v1alpha1',
      'kind: Component',
      'images:',
      '  - name: ghcr.io/acme/orders',
      `    digest: ${digest.text} # {"$imagepolicy":"delivery:orders:digest"}`,
      '',
    ].join('\n'),
  );
  expect(load(text)).toMatchObject({ images: [{ name: 'ghcr.io/acme/orders', digest: digest.text }] });
  const next = `sha256:${'1'.repeat(64)}`;
  const order = { service: 'orders', environment: 'production', image, commit: 'a'.repeat(40), order: 1 };
  const applied = PromotionTarget.kustomize('promoted/kustomization.yaml').apply(
    text,
    PromotionIntent.of({ ...order, digest: next }),
  );
  expect(applied.text).toBe(text.replace(digest.text, `"${next}"`));
});
