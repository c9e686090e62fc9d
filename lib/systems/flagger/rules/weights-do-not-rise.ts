import { problem, type Rule } from '../../../audit';
import { type AnalysisObject } from '../kinds';
import { progressOf } from '../progress';
import { canary, example } from './examples';

const steps = (stepWeights: readonly number[]): object =>
  canary({ stepWeight: undefined, maxWeight: undefined, stepWeights });

export const weightsDoNotRise: Rule = {
  id: 'FLG011',
  severity: 'error',
  title: 'the weights of a Canary do not rise to at most 100',
  why: 'Flagger stays for ever before a weight that does not rise, or promotes early where the last one is passed; nobody is told',
  repair: 'let stepWeights rise strictly, from 1 to at most 100, and maxWeight be at most 100',
  reference: 'https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/controller/scheduler.go',
  good: example(steps([5, 20, 50])),
  bad: example(steps([5, 50, 20])),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { provider, analysis, skipAnalysis } = manifest.object.spec;
      const { kind, ends, weights } = progressOf(analysis, provider);
      if (kind !== 'canary' || skipAnalysis === true || rises(analysis)) return [];
      const { field, given } = written(analysis);
      const reached = weights.at(-1) ?? 0;
      const fate = ends ? `it is promoted at ${reached} % already` : `it stays at ${reached} % for ever`;
      return [
        problem(
          manifest,
          `${fate}: ${field} is ${JSON.stringify(given)}`,
          'let the weights rise to at most 100',
          `spec.analysis.${field}`,
        ),
      ];
    }),
};

function rises({ stepWeight = 0, stepWeights, maxWeight = 0 }: AnalysisObject): boolean {
  if (!stepWeights) return stepWeight > 0 && maxWeight <= 100;
  return stepWeights.every((weight, i) => weight <= 100 && weight > (stepWeights[i - 1] ?? 0));
}

function written({ stepWeight, stepWeights, maxWeight = 0 }: AnalysisObject): { field: string; given: unknown } {
  if (stepWeights) return { field: 'stepWeights', given: stepWeights };
  return maxWeight > 100 ? { field: 'maxWeight', given: maxWeight } : { field: 'stepWeight', given: stepWeight };
}
