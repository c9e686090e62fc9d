import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { analysesOf, metricsOf } from '../analyses';
import { limitsIn } from '../metric-limits';
import { countOf } from '../outcome';
import { canary, ERROR_RATE, example, HELD, metric, template } from './examples';

const steps = HELD;
const background = { count: undefined, initialDelay: '2m30s' };

export const backgroundCounts: Rule = {
  id: 'ANA016',
  severity: 'error',
  title: 'a background metric ends before the release does',
  why: 'after its count it is successful for good, and nothing watches the larger weights that follow',
  repair:
    'leave count out: the run ends with the release; a metric that also stands between steps needs a template of its own',
  reference: 'https://github.com/argoproj/argo-rollouts/issues/1666',
  good: example(canary({ analysis: ERROR_RATE, steps }), template([metric(background)])),
  bad: example(canary({ analysis: ERROR_RATE, steps }), template([metric({ ...background, count: 3 })])),
  check: (assembly) => {
    const reported = new Set<object>();
    return analysesOf(assembly)
      .filter(({ role }) => role === 'background')
      .flatMap((analysis) =>
        metricsOf(analysis).flatMap(({ template: manifest, metric: one, path }) => {
          const count = countOf(limitsIn(one, manifest.object));
          if (count === undefined || reported.has(one)) return [];
          reported.add(one);
          const times = count === 1 ? 'one measurement' : `${count} measurements`;
          const message = `metric "${one.name}" ends after ${times}, and ${describe(analysis.rollout.object)} runs it in the background`;
          const repair = one.interval === undefined ? 'set an interval' : 'leave count out';
          return [problem(manifest, message, repair, `${path}.count`)];
        }),
      );
  },
};
