import { problem, type Rule } from '../../../audit';
import { describe } from '../../../assembly';
import { analysesOf, metricsOf } from '../analyses';
import { limitsIn } from '../metric-limits';
import { countOf } from '../outcome';
import { canary, example, JUDGED, metric, template } from './examples';

export const analysisNeverEnds: Rule = {
  id: 'ROL004',
  severity: 'error',
  title: 'a Rollout waits for a metric that runs indefinitely',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys; its linter does not see it',
  repair: 'set count; a metric that also watches in the background needs a template of its own for that',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric({ count: undefined, inconclusiveLimit: 0 })])),
  check: (assembly) => {
    const reported = new Set<object>();
    return analysesOf(assembly)
      .filter(({ role }) => role !== 'background' && role !== 'experiment')
      .flatMap((analysis) =>
        metricsOf(analysis).flatMap(({ template: manifest, metric: one, path }) => {
          if (reported.has(one) || countOf(limitsIn(one, manifest.object)) !== undefined) return [];
          reported.add(one);
          const waits = `${describe(analysis.rollout.object)} waits for it at ${analysis.path}`;
          const count =
            one.count === undefined ? 'no count' : `the count ${JSON.stringify(one.count)}, which comes to 0`;
          const message = `metric "${one.name}" has an interval and ${count}, and ${waits}`;
          return [problem(manifest, message, 'set count to a number above 0', path)];
        }),
      );
  },
};
