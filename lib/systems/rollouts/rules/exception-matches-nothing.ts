import { type Problem, problem, type Rule } from '../../../audit';
import { RE2JS } from 're2js';
import { type Analysis, analysesOf, metricsOf } from '../analyses';
import { canary, ERROR_RATE, example, HELD, metric, template } from './examples';

export const exceptionMatchesNothing: Rule = {
  id: 'ANA025',
  severity: 'error',
  title: 'a dry run or retention is meant for a metric that is not there',
  why: 'the analysis ends in an error as soon as it starts, so the release is aborted at the step that waits for it',
  repair: 'name a metric of the analysis; the name is a regular expression',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(
    canary({
      steps: [...HELD, { analysis: { ...ERROR_RATE, dryRun: [{ metricName: 'error-.*' }] } }],
    }),
    template([metric()]),
  ),
  bad: example(
    canary({ steps: [...HELD, { analysis: { ...ERROR_RATE, dryRun: [{ metricName: 'errors' }] } }] }),
    template([metric()]),
  ),
  check: (assembly) => analysesOf(assembly).flatMap(problemsOf),
};

function problemsOf(analysis: Analysis): Problem[] {
  if (analysis.missing.length > 0) return [];
  const names = metricsOf(analysis).map(({ metric: one }) => one.name);
  return (['dryRun', 'measurementRetention'] as const).flatMap((field) =>
    (analysis.call[field] ?? [])
      .filter(({ metricName }) => !names.some((name) => matches(metricName, name)))
      .map(({ metricName }) => {
        const message = `${field} is meant for ${JSON.stringify(metricName)}, and the metrics are ${names.join(', ')}`;
        return problem(analysis.rollout, message, 'name one of them', `${analysis.path}.${field}`);
      }),
  );
}

/** The controller reads Go's dialect, and looks for the expression anywhere in the name. */
function matches(expression: string, name: string): boolean {
  try {
    return RE2JS.compile(expression).matcher(name).find();
  } catch {
    return false;
  }
}
