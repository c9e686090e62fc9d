import { problem, type Rule } from '../../../audit';
import { outcomesOf } from '../condition-outcomes';
import { readableQueries } from '../queries';
import { canary, example, JUDGED, metric, prometheus, template } from './examples';

const RATIO =
  'sum(rate(http_requests_total{hash="{{args.hash}}",status!~"5.."}[2m])) / sum(rate(http_requests_total{hash="{{args.hash}}"}[2m]))';

const UNGUARDED = { successCondition: 'len(result) > 0 && result[0] >= 0.95', failureCondition: undefined };

export const nanDecides: Rule = {
  id: 'ANA010',
  severity: 'error',
  title: 'a release without traffic is judged by NaN',
  why: 'nothing divided by nothing is NaN, and no comparison with it is true: whether that takes the release back or lets it pass depends on which way round the condition is written',
  repair: 'decide it: ask isNaN(result[0]) in the conditions, or let the query answer only where there is traffic',
  good: example(canary({ steps: JUDGED }), template([metric(prometheus(RATIO))])),
  bad: example(canary({ steps: JUDGED }), template([metric({ ...prometheus(RATIO), ...UNGUARDED })])),
  check: (assembly) =>
    readableQueries(assembly).flatMap(({ template: manifest, metric: one, path, parsed }) => {
      const { successCondition: success, failureCondition: failure } = one;
      if (!parsed.canBeNaN || /\bisNaN\b/.test(`${success ?? ''}${failure ?? ''}`)) return [];
      const phase = outcomesOf(assembly.manifests, one).notANumber;
      if (phase !== 'Failed' && phase !== 'Successful') return [];
      const outcome = phase === 'Failed' ? 'a failure' : 'a success';
      const message = `metric "${one.name}": without traffic the answer is NaN, which counts as ${outcome}`;
      return [problem(manifest, message, 'ask isNaN(result[0]) in the conditions', path)];
    }),
};
