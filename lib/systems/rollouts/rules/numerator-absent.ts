import { problem, type Rule } from '../../../audit';
import { type LabelMatcher, type Ratio } from '../../../promql';
import { readableQueries } from '../queries';
import { canary, example, JUDGED, metric, prometheus, template } from './examples';

const FAILED = 'sum(rate(http_requests_total{hash="{{args.hash}}",status=~"5.."}[2m]))';
const ALL = 'sum(rate(http_requests_total{hash="{{args.hash}}"}[2m]))';

export const numeratorAbsent: Rule = {
  id: 'ANA011',
  severity: 'warning',
  title: 'a query has no answer as long as nothing goes wrong',
  why: 'a service that has never failed has no series of failures, and nothing divided by something is nothing: the healthiest release looks like one without data',
  repair: 'let the numerator be zero where it is absent: (… or vector(0)) / …',
  good: example(canary({ steps: JUDGED }), template([metric(prometheus(`(${FAILED} or vector(0)) / ${ALL}`))])),
  bad: example(canary({ steps: JUDGED }), template([metric(prometheus(`${FAILED} / ${ALL}`))])),
  check: (assembly) =>
    readableQueries(assembly).flatMap(({ template: manifest, metric: one, path, parsed }) =>
      parsed.ratios.flatMap((ratio) => {
        const part = tryPart(ratio);
        if (!part) return [];
        const series = `${part.label}${part.operator}"${part.value}"`;
        const message = `metric "${one.name}": it has no answer until a request with ${series} has been seen`;
        return [
          problem(manifest, message, 'write (… or vector(0)) for the numerator', `${path}.provider.prometheus.query`),
        ];
      }),
    ),
};

/** The matcher by which the numerator picks some series of what the denominator counts as a whole. */
function tryPart({ numerator, denominator, numeratorIsNeverAbsent }: Ratio): LabelMatcher | undefined {
  if (numeratorIsNeverAbsent) return undefined;
  return numerator
    .flatMap((part) => part.matchers.map((matcher) => ({ part, matcher })))
    .find(
      ({ part, matcher }) =>
        !matcher.operator.startsWith('!') &&
        denominator.some(
          (whole) => whole.metric === part.metric && !whole.matchers.some(({ label }) => label === matcher.label),
        ),
    )?.matcher;
}
