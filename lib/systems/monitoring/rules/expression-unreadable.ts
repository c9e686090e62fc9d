import { problem, type Rule } from '../../../audit';
import { isQueryError, queryErrorText } from '../../../promql';
import { rulesOf } from '../expressions';
import { alert, ruled } from './examples';

export const expressionUnreadable: Rule = {
  id: 'MON001',
  severity: 'error',
  title: 'an alert or recording is not PromQL',
  why: 'the operator leaves out the whole PrometheusRule, with an event that nobody reads: none of its alerts exists',
  repair: 'correct the query at the position that the finding names',
  reference: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
  good: ruled(alert('sum(rate(http_requests_total[5m])) > 1')),
  bad: ruled(alert('sum(rate(http_requests_total)) > 1')),
  check: (assembly) =>
    rulesOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      isQueryError(parsed)
        ? [problem(manifest, `${words}: ${queryErrorText(parsed)}`, 'correct the query', `${path}.expr`)]
        : [],
    ),
};
