import { problem, type Rule } from '../../../audit';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

const BUCKETS = 'rate(http_request_duration_seconds_bucket[5m])';

export const quantileWithoutBounds: Rule = {
  id: 'MON007',
  severity: 'error',
  title: 'a quantile is asked of buckets that have lost their bounds',
  why: 'a sum without "le" puts all buckets into one: histogram_quantile() has nothing to look at, and answers with nothing',
  repair: 'keep the label: sum by (le) (…)',
  reference: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile',
  good: ruled(alert(`histogram_quantile(0.9, sum by (namespace, le) (${BUCKETS})) > 1`)),
  bad: ruled(alert(`histogram_quantile(0.9, sum by (namespace) (${BUCKETS})) > 1`)),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      parsed.quantiles
        .filter(({ by, selectors }) => by?.includes('le') === false && selectors.some(isBucket))
        .map(() =>
          problem(manifest, `${words}: the sum under histogram_quantile() drops "le"`, 'sum by (le)', `${path}.expr`),
        ),
    ),
};

/** A native histogram has no buckets of its own, and needs no bounds. */
function isBucket({ metric }: { readonly metric: string }): boolean {
  return metric.endsWith('_bucket');
}
