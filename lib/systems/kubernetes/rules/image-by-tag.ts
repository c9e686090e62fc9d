import { type Example, type Rule, problem } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { Kustomizations } from '../kustomizations';
import { podsOf } from '../pods';

const example = (image: string): Example => ({
  manifests: `
apiVersion: batch/v1
kind: CronJob
metadata: { name: report, namespace: shop }
spec:
  schedule: 0 4 * * *
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{ name: report, image: '${image}' }]
`,
});

/** See KUB001 for images without a tag, and for how a promoter completes them. */
export const imageByTag: Rule = {
  id: 'KUB002',
  severity: 'warning',
  title: 'an image is named by a tag, not by its digest',
  why: 'whoever may push to the repository can put other code behind the tag, and the next pod runs it without a release',
  repair: 'pin the image by digest; the tag may stay in front of it, for people',
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-pinning',
  good: example('ghcr.io/acme/report:v2@sha256:9e5c2f2edc34351160407ca3416c61855bdf9403c3c5936e0f0be7fc261611b8'),
  bad: example('ghcr.io/acme/report:v2'),
  check: ({ manifests }) => {
    const kustomizations = new Kustomizations(manifests);
    return podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers.flatMap(({ container, path }) => {
        const { image = '' } = container;
        const { tag = 'latest', digest } = tryParseImageReference(image) ?? {};
        if (tag === 'latest' || digest !== undefined || kustomizations.completes(manifest, image)) return [];
        return [
          problem(
            manifest,
            `image "${image}" of container "${container.name}" is named by a tag that can be moved`,
            `write "${image}@sha256:…"`,
            `${path}.image`,
          ),
        ];
      }),
    );
  },
};
