import { problem, type Rule } from '../../../audit';
import { canary, example, metric } from './examples';
import { goesThroughNginx } from '../nginx';

const duration = { metrics: [metric({ name: 'request-duration', thresholdRange: { max: 500 } })] };

export const durationIsMean: Rule = {
  id: 'FLG008',
  severity: 'warning',
  title: 'request-duration is the mean where traffic goes through ingress-nginx',
  why: 'one request in ten may take seconds and the mean hardly moves: the slow version is promoted',
  repair: 'ask a MetricTemplate with histogram_quantile() for the quantile that you promise',
  reference: 'https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/metrics/observers/nginx.go',
  good: example(canary(duration)),
  bad: example(canary(duration, { provider: 'nginx' })),
  check: ({ manifests }) =>
    manifests
      .of('flagger.app/Canary')
      .filter(({ object }) => goesThroughNginx(object))
      .flatMap((manifest) =>
        (manifest.object.spec.analysis.metrics ?? []).flatMap(({ name }, i) => {
          if (name !== 'request-duration') return [];
          const message =
            'request-duration is the mean of all response times with the provider nginx, not their largest';
          return [problem(manifest, message, 'ask for a quantile by a MetricTemplate', `spec.analysis.metrics[${i}]`)];
        }),
      ),
};
