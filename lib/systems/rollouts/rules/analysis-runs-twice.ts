import { problem, type Rule } from '../../../audit';
import { type Analysis, analysesOf } from '../analyses';
import { canary, ERROR_RATE, example, HELD, JUDGED, metric, template } from './examples';

const background = { ...ERROR_RATE, startingStep: 1 };

export const analysisRunsTwice: Rule = {
  id: 'ANA061',
  severity: 'advice',
  title: 'a Rollout runs one template with the same arguments in a step and in the background',
  why: 'both ask the same questions at the same time: the step waits for answers that the background has already, and each failure counts in two places',
  repair: 'let the background watch, and judge in the step what only a full window can tell; or remove one of them',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ analysis: background, steps: [...HELD, { analysis: ERROR_RATE }] }),
    template([metric({ count: undefined }), metric({ name: 'other' })]),
  ),
  check: (assembly) => {
    const all = analysesOf(assembly);
    const backgrounds = new Map(all.filter(({ role }) => role === 'background').map((one) => [one.rollout, one]));
    return all.flatMap((inline) => {
      const other = inline.role === 'inline' ? backgrounds.get(inline.rollout) : undefined;
      if (!other || argumentsOf(inline) !== argumentsOf(other)) return [];
      const names = inline.templates
        .filter((one) => other.templates.includes(one))
        .map(({ object }) => object.metadata.name);
      if (names.length === 0) return [];
      const message = `it runs ${names.join(', ')} here and in the background, with the same arguments`;
      return problem(inline.rollout, message, 'remove one of the two', inline.path);
    });
  },
};

function argumentsOf({ args }: Analysis): string {
  return JSON.stringify([...args].sort((a, b) => a.name.localeCompare(b.name)));
}
