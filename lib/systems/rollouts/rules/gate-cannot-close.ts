import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { limitsIn } from '../metric-limits';
import { countOf, tryJudge } from '../outcome';
import { canary, example, JUDGED, metric, template } from './examples';

export const gateCannotClose: Rule = {
  id: 'ANA018',
  severity: 'error',
  title: 'a metric is successful although every measurement fails',
  why: 'failureLimit is the number of failures that are borne: with a limit as large as the count the gate opens for anything',
  repair: 'let failureLimit be less than count',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(canary({ steps: JUDGED }), template([metric({ failureLimit: 1 })])),
  bad: example(canary({ steps: JUDGED }), template([metric({ failureLimit: 3 })])),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const limits = limitsIn(one, manifest.object);
      const count = countOf(limits) ?? 0;
      const verdict = tryJudge(
        limits,
        Array.from({ length: count }, () => 'Failed' as const),
      );
      if (verdict?.phase !== 'Successful') return [];
      const message = `metric "${one.name}" bears ${limits.failureLimit ?? 0} failures, and ${count} are all it can have`;
      return [problem(manifest, message, 'let failureLimit be less than count', `${path}.failureLimit`)];
    }),
};
