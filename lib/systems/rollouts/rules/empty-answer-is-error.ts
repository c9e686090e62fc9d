import { problem, type Rule } from '../../../audit';
import { outcomesOf } from '../condition-outcomes';
import { readableQueries } from '../queries';
import { canary, example, JUDGED, metric, template } from './examples';

export const emptyAnswerIsError: Rule = {
  id: 'ANA009',
  severity: 'error',
  title: 'a condition fails on an answer without series',
  why: 'a new version that has had no request yet has no series: result[0] is then an error, retried every 10 seconds, and the fifth in a row aborts a healthy release',
  repair: 'ask for the length first: len(result) > 0 && …, in both conditions, so that no answer is inconclusive',
  reference: 'https://github.com/argoproj/argo-rollouts/issues/1466',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ steps: JUDGED }),
    template([metric({ successCondition: 'result[0] < 0.01', failureCondition: undefined })]),
  ),
  check: (assembly) =>
    readableQueries(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const { noSeries, oneValue } = outcomesOf(assembly.manifests, one);
      if (noSeries !== 'Error' || oneValue === 'Error') return [];
      const message = `metric "${one.name}": where the query finds no series, the measurement is an error, not a result`;
      return [problem(manifest, message, 'begin each condition with len(result) > 0 &&', path)];
    }),
};
