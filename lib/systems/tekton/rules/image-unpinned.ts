import { tryParseImageReference } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { isOpen, tektonContainers } from '../container-in-place';
import { example, oneStep, PINNED } from './examples';

export const imageUnpinned: Rule = {
  id: 'TKN040',
  severity: 'warning',
  title: 'a step runs an image that is named by a tag',
  why: 'whoever can push to that repository, or takes it over, runs code in the pipeline with its credentials',
  repair: 'write the digest behind the image: name:tag@sha256:…',
  reference: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  good: example(oneStep({ image: PINNED })),
  bad: example(oneStep({ image: 'aquasec/trivy:latest' })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container, fold }) => {
      const image = fold(container.image ?? '');
      if (image === '' || isOpen(image)) return [];
      const parsed = tryParseImageReference(image);
      if (!parsed) {
        return problem(
          manifest,
          `${title} names the image "${image}", which is no image reference`,
          'write registry/path:tag@sha256:…',
          `${path}.image`,
        );
      }
      if (parsed.digest !== undefined) return [];
      const named = parsed.tag === undefined ? 'without tag, which means latest' : `by the tag "${parsed.tag}"`;
      return problem(
        manifest,
        `${title} names the image ${parsed.path} ${named}`,
        'write its digest behind it: @sha256:…',
        `${path}.image`,
      );
    }),
};
