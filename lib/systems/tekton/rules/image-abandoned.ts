import { problem, type Rule } from '../../../audit';
import { allContainers } from '../container-in-place';
import { example, oneStep, PINNED } from './examples';

export const imageAbandoned: Rule = {
  id: 'TKN042',
  severity: 'warning',
  title: 'a step runs an image that nobody maintains any more',
  why: 'kaniko was archived in June 2025: what is found in it since then is never repaired',
  repair: 'build with buildah or BuildKit, or take a maintained fork of kaniko',
  reference: 'https://github.com/GoogleContainerTools/kaniko',
  good: example(oneStep({ image: PINNED })),
  bad: example(oneStep({ image: 'gcr.io/kaniko-project/executor:v1.23.0-debug' })),
  check: (assembly) =>
    allContainers(assembly)
      .filter(({ container, fold }) => fold(container.image ?? '').startsWith('gcr.io/kaniko-project/'))
      .map(({ manifest, path, title }) =>
        problem(
          manifest,
          `${title} runs gcr.io/kaniko-project, which is archived`,
          'build with buildah or BuildKit, or take a maintained fork',
          `${path}.image`,
        ),
      ),
};
