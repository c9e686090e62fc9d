import { problem, type Rule } from '../../../audit';
import { type CanaryMetric } from '../kinds';
import { canary, example, metric } from './examples';

export const thresholdInWrongUnit: Rule = {
  id: 'FLG017',
  severity: 'error',
  title: "a threshold of Flagger's own metrics is in the wrong unit",
  why: 'request-success-rate is in percent and request-duration in milliseconds: 0.99 lets a version in that fails 99 of 100 requests',
  repair: 'write percent, such as 99, and milliseconds, such as 500',
  reference: 'https://docs.flagger.app/usage/metrics#builtin-metrics',
  good: example(canary({ metrics: [metric({ thresholdRange: { min: 99 } })] })),
  bad: example(canary({ metrics: [metric({ thresholdRange: { min: 0.99 } })] })),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) =>
      (manifest.object.spec.analysis.metrics ?? []).flatMap((one, i) => {
        const said = tryWrongUnit(one);
        return said === undefined
          ? []
          : [problem(manifest, said, 'mind the unit', `spec.analysis.metrics[${i}].thresholdRange`)];
      }),
    ),
};

function tryWrongUnit({ name, thresholdRange: { min, max } = {} }: CanaryMetric): string | undefined {
  if (name === 'request-success-rate' && min !== undefined && min > 0 && min <= 1) {
    return `request-success-rate is in percent, and at least ${min} % is as good as nothing`;
  }
  if (name === 'request-duration' && max !== undefined && max < 1) {
    return `request-duration is in milliseconds, and no request takes less than ${max} ms: parts are cut off`;
  }
  return undefined;
}
