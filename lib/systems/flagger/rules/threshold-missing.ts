import { problem, type Rule } from '../../../audit';
import { canary, example, metric } from './examples';

export const thresholdMissing: Rule = {
  id: 'FLG016',
  severity: 'error',
  title: 'a metric of a Canary has no threshold',
  why: 'Flagger compares with 0: the success rate always passes, and anything else always fails',
  repair: 'say min or max in thresholdRange',
  reference: 'https://docs.flagger.app/usage/metrics',
  good: example(canary({})),
  bad: example(canary({ metrics: [metric({ thresholdRange: undefined })] })),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) =>
      (manifest.object.spec.analysis.metrics ?? []).flatMap(({ name, threshold, thresholdRange }, i) => {
        const { min, max } = thresholdRange ?? {};
        const says = thresholdRange ? min !== undefined || max !== undefined : threshold !== undefined;
        if (says) return [];
        return [
          problem(
            manifest,
            `metric "${name}" is compared with nothing`,
            'say min or max',
            `spec.analysis.metrics[${i}].thresholdRange`,
          ),
        ];
      }),
    ),
};
