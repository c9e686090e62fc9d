import { type Example, type Rule, problem } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { podsOf } from '../pods';

const example = (image: string): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec: { containers: [{ name: once, image: '${image}' }] }
`,
});

/** A text with an expression, such as an argument of an analysis, is known only when it runs. */
export const imageUnreadable: Rule = {
  id: 'KUB003',
  severity: 'error',
  title: 'an image reference cannot be read',
  why: 'the API server takes any text, and then the pod waits for ever with InvalidImageName',
  repair: 'write registry/path:tag@digest: the path in lower case, the digest with its algorithm',
  reference: 'https://github.com/distribution/reference',
  good: example('ghcr.io/acme/once:v2'),
  bad: example('https://ghcr.io/acme/once:v2'),
  check: ({ manifests }) =>
    podsOf(manifests).all.flatMap(({ manifest, containers }) =>
      containers
        .filter(({ container: { image } }) => image !== undefined && !/\{\{|\$\(|@[A-Z_]+@/.test(image))
        .filter(({ container: { image = '' } }) => tryParseImageReference(image) === undefined)
        .map(({ container, path }) =>
          problem(
            manifest,
            `image "${container.image ?? ''}" of container "${container.name}" is no image reference`,
            'write registry/path:tag@digest, without a scheme and without upper case in the path',
            `${path}.image`,
          ),
        ),
    ),
};
