import { problem, type Rule } from '../../../audit';
import { progressOf } from '../progress';
import { canary, example } from './examples';

export const weightPastMaximum: Rule = {
  id: 'FLG012',
  severity: 'warning',
  title: 'the last step of a Canary goes past its maximum',
  why: 'Flagger adds a whole step as long as the weight is below the maximum: more users get the new version than was meant',
  repair: 'make maxWeight a multiple of stepWeight',
  reference: 'https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/controller/scheduler.go',
  good: example(canary({ stepWeight: 20, maxWeight: 60 })),
  bad: example(canary({ stepWeight: 20, maxWeight: 50 })),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { provider, analysis } = manifest.object.spec;
      const { maxWeight = 0, stepWeight = 0 } = analysis;
      const last = progressOf(analysis, provider).weights.at(-1) ?? 0;
      if (stepWeight <= 0 || maxWeight <= 0 || last <= maxWeight) return [];
      const message = `steps of ${stepWeight} go to ${last} %, past the maximum of ${maxWeight}`;
      return [problem(manifest, message, 'make maxWeight a multiple of stepWeight', 'spec.analysis.maxWeight')];
    }),
};
