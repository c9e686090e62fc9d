import { problem, type Rule } from '../../../audit';
import { isQueryError, queryErrorText } from '../../../promql';
import { queriesOf } from '../queries';
import { canary, example, JUDGED, metric, prometheus, template } from './examples';

export const queryUnreadable: Rule = {
  id: 'ANA005',
  severity: 'error',
  title: 'a query is not PromQL',
  why: 'Prometheus refuses it, and every measurement is an error: the release is aborted after 40 seconds',
  repair: 'correct the query at the position that the finding names',
  reference: 'https://prometheus.io/docs/prometheus/latest/querying/basics/',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ steps: JUDGED }),
    template([metric(prometheus('sum(rate(http_requests_total{hash="{{args.hash}}"}[2m]) > 1'))]),
  ),
  check: (assembly) =>
    queriesOf(assembly).flatMap(({ template: manifest, metric: one, path, parsed }) =>
      isQueryError(parsed)
        ? [
            problem(
              manifest,
              `metric "${one.name}": ${queryErrorText(parsed)}`,
              'correct the query',
              `${path}.provider.prometheus.query`,
            ),
          ]
        : [],
    ),
};
