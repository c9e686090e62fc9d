import { problem, type Rule } from '../../../audit';
import { example, warehouse } from './examples';

export const tagFilterRefused: Rule = {
  id: 'KGO006',
  severity: 'error',
  title: 'a Warehouse filters tags by a field that Kargo 1.11 refuses',
  why: 'from 1.11 on the discovery fails where allowTags or ignoreTags is not empty: no new image is ever seen',
  repair: 'write allowTagsRegexes and ignoreTagsRegexes, which are lists of patterns',
  reference: 'https://docs.kargo.io/user-guide/how-to-guides/working-with-warehouses',
  good: example(warehouse({ allowTagsRegexes: ['^v'] })),
  bad: example(warehouse({ allowTags: '^v' })),
  check: ({ manifests }) =>
    manifests.of('kargo.akuity.io/Warehouse').flatMap((manifest) =>
      manifest.object.spec.subscriptions.flatMap(({ image }, i) => {
        const field = image?.allowTags ? 'allowTags' : (image?.ignoreTags ?? []).length > 0 ? 'ignoreTags' : undefined;
        if (field === undefined) return [];
        const path = `spec.subscriptions[${i}].image.${field}`;
        return [
          problem(manifest, `${field} fails the discovery of images from Kargo 1.11 on`, `write ${field}Regexes`, path),
        ];
      }),
    ),
};
