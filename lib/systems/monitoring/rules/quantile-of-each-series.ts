import { problem, type Rule } from '../../../audit';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

const BUCKETS = 'rate(http_request_duration_seconds_bucket[5m])';

export const quantileOfEachSeries: Rule = {
  id: 'MON008',
  severity: 'warning',
  title: 'a quantile is asked of every series by itself',
  why: 'each pod and each status has a quantile of its own: one slow request of a new pod fires the alert, and nobody knows how the service does',
  repair: 'sum the buckets by le and by what the alert is about: sum by (namespace, le) (…)',
  reference: 'https://prometheus.io/docs/practices/histograms/',
  good: ruled(alert(`histogram_quantile(0.9, sum by (namespace, le) (${BUCKETS})) > 1`)),
  bad: ruled(alert(`histogram_quantile(0.9, ${BUCKETS}) > 1`)),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      parsed.quantiles
        .filter(({ by, selectors }) => by === undefined && selectors.length === 1)
        .flatMap(({ selectors }) => selectors)
        .filter(({ metric }) => metric.endsWith('_bucket'))
        .map(({ metric }) => {
          const message = `${words}: histogram_quantile() asks each series of ${metric} by itself`;
          return problem(manifest, message, 'write sum by (le) (…)', `${path}.expr`);
        }),
    ),
};
