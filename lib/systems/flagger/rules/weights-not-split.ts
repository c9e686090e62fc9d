import { problem, type Rule } from '../../../audit';
import { canary, example } from './examples';

export const weightsNotSplit: Rule = {
  id: 'FLG015',
  severity: 'error',
  title: 'a Canary asks the provider kubernetes for a share of the traffic',
  why: 'it cannot split any: Flagger makes ten blue-green checks of it, and then every user gets the new version at once',
  repair: 'say iterations, or name a provider that splits traffic',
  reference: 'https://docs.flagger.app/tutorials/kubernetes-blue-green',
  good: example(canary({ stepWeight: undefined, maxWeight: undefined, iterations: 10 }, { provider: 'kubernetes' })),
  bad: example(canary({}, { provider: 'kubernetes' })),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { provider, analysis } = manifest.object.spec;
      if (provider !== 'kubernetes') return [];
      const asked = (['stepWeight', 'stepWeights', 'match'] as const).find((field) => analysis[field] !== undefined);
      if (asked === undefined) return [];
      return [
        problem(
          manifest,
          `${asked} asks for a split that the provider kubernetes cannot make`,
          'say iterations instead',
          `spec.analysis.${asked}`,
        ),
      ];
    }),
};
