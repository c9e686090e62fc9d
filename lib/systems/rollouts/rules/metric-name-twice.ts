import { describe } from '../../../assembly';
import { type Problem, problem, type Rule } from '../../../audit';
import { analysesOf, metricsOf, type PlacedMetric } from '../analyses';
import { canary, example, JUDGED, metric, template } from './examples';

export const metricNameTwice: Rule = {
  id: 'ANA003',
  severity: 'error',
  title: 'two metrics of one analysis have the same name',
  why: 'results are kept by name: the controller refuses the Rollout (InvalidSpec)',
  repair: 'give each metric a name of its own, across all templates of the analysis',
  good: example(canary({ steps: JUDGED }), template([metric(), metric({ name: 'error-rate-of-checkout' })])),
  bad: example(canary({ steps: JUDGED }), template([metric(), metric()])),
  check: (assembly) => {
    const reported = new Set<object>();
    return analysesOf(assembly).flatMap((analysis): Problem[] => {
      const byName = new Map<string, PlacedMetric>();
      return metricsOf(analysis).flatMap((placed) => {
        const first = byName.get(placed.metric.name);
        if (!first) byName.set(placed.metric.name, placed);
        if (!first || reported.has(placed.metric)) return [];
        reported.add(placed.metric);
        const where = `${describe(first.template.object)} at ${first.path}`;
        const message = `metric "${placed.metric.name}" has the name of a metric of ${where}, and one analysis runs both`;
        return [problem(placed.template, message, 'give it another name', `${placed.path}.name`)];
      });
    });
  },
};
