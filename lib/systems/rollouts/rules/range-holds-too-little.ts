import { Duration } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { firstAskedQueries } from '../asked-queries';
import { canary, example, JUDGED, metric, prometheus, QUERY, template } from './examples';

const asking = (query: string): Rule['good'] =>
  example(canary({ steps: JUDGED }), template([metric(prometheus(query))]));

/** How often Prometheus scrapes where nobody says it: once a minute, and twice by its operator. */
const OFTEN = Duration.seconds(30);

export const rangeHoldsTooLittle: Rule = {
  id: 'ANA029',
  severity: 'warning',
  title: 'the range of a query is too short to hold two samples',
  why: 'rate and increase need two: where Prometheus scrapes as it does by default the answer is empty, and the analysis errs or passes by its guard',
  repair: 'make the range at least four scrapes long: two minutes for a scrape every 30 seconds',
  reference: 'https://prometheus.io/docs/prometheus/latest/querying/functions/#rate',
  good: asking(QUERY),
  bad: asking(QUERY.replaceAll('[2m]', '[20s]')),
  check: (assembly) => {
    const reported = new Set<object>();
    return firstAskedQueries(assembly).flatMap(({ metric: one, template: manifest, path, parsed }) => {
      const window = parsed.selectors
        .map((selector) => selector.window)
        .find((range) => range && OFTEN.isLongerThan(range));
      if (!window || reported.has(one)) return [];
      reported.add(one);
      return problem(
        manifest,
        `metric "${one.name}" looks back ${window}, less than the ${OFTEN} between two scrapes`,
        'look back two minutes',
        `${path}.provider.prometheus.query`,
      );
    });
  },
};
