import { problem, type Rule } from '../../../audit';
import { trySeries } from '../exported-metrics';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

export const rateOfGauge: Rule = {
  id: 'MON005',
  severity: 'error',
  title: 'a rate is taken of something that does not count',
  why: 'a gauge that is always 1 has the rate 0, and one that falls looks like a counter that began anew: the number means nothing',
  repair: 'take the rate of a counter, or ask how the gauge changes: changes(), delta(), max_over_time()',
  reference: 'https://prometheus.io/docs/concepts/metric_types/',
  good: ruled(alert('sum(rate(rollout_reconcile_error[5m])) > 1')),
  bad: ruled(alert('sum(rate(rollout_info{phase="Abort"}[5m])) > 1')),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      parsed.calls.flatMap(({ name, selectors }) => {
        const gauge = COUNTING.has(name)
          ? selectors.find(({ metric }) => trySeries(metric, assembly.platform)?.counts === false)
          : undefined;
        if (!gauge) return [];
        const message = `${words}: ${name}() of ${gauge.metric}, which is a gauge`;
        return [problem(manifest, message, 'take the rate of a counter', `${path}.expr`)];
      }),
    ),
};

const COUNTING: ReadonlySet<string> = new Set(['rate', 'irate', 'increase', 'resets']);
