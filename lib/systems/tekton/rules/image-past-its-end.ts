import { problem, type Rule } from '../../../audit';
import { tryParseImageReference } from '../../../model';
import { tryEndOfLife } from '../../../tools';
import { tektonContainers } from '../container-in-place';
import { example, oneStep } from './examples';

const digest = `sha256:${'4d1f'.repeat(16)}`;

export const imagePastItsEnd: Rule = {
  id: 'TKN155',
  severity: 'warning',
  title: 'a step runs a release that gets no fixes any more',
  why: 'what is found in it since its end is never repaired, and for a compiler that goes into every binary that it makes',
  repair: 'take a release that is maintained',
  reference: 'https://go.dev/doc/devel/release',
  good: example(oneStep({ image: `golang:1.26@${digest}` })),
  bad: example(oneStep({ image: `golang:1.22-alpine@${digest}` })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container, fold }) => {
      const reference = tryParseImageReference(fold(container.image ?? ''));
      const ended = reference && tryEndOfLife(reference);
      if (!ended) return [];
      const message = `${title} runs ${ended.release}, which gets no fixes any more`;
      return problem(manifest, message, 'take a release that is maintained', `${path}.image`);
    }),
};
