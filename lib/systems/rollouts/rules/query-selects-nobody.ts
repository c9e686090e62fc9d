import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { firstAskedQueries, tryMetricLabel } from '../asked-queries';
import { canary, example, JUDGED, metric, prometheus, template } from './examples';

const HASH = 'rollouts_pod_template_hash="{{args.hash}}"';

export const querySelectsNobody: Rule = {
  id: 'ANA013',
  severity: 'warning',
  title: 'a query selects a label value that no pod of the Rollout has',
  why: 'both versions have the labels of the pod template, whatever the canary Service is called: the query finds nothing, and no release ever gets through, or every one does',
  repair: 'select the value that the pod template has, and the hash beside it',
  good: example(
    canary({ steps: JUDGED }),
    template([metric(prometheus(`sum(rate(http_requests_total{app="orders",${HASH}}[2m]))`))]),
  ),
  bad: example(
    canary({ steps: JUDGED }),
    template([metric(prometheus(`sum(rate(http_requests_total{app="orders-canary",${HASH}}[2m]))`))]),
  ),
  check: (assembly) => {
    const reported = new Set<string>();
    return firstAskedQueries(assembly).flatMap(
      ({ analysis, metric: one, template: manifest, path, parsed, resolve }) => {
        const labels = analysis.rollout.object.spec.template?.metadata?.labels ?? {};
        const matchers = parsed.selectors.flatMap((selector) => selector.matchers);
        return matchers.flatMap(({ label, operator, value }) => {
          const known = operator === '=' ? tryMetricLabel(labels, label) : undefined;
          if (known === undefined) return [];
          const wanted = resolve(value);
          if (wanted === known || wanted.includes('{{')) return [];
          const key = [manifest.environment, describe(manifest.object), path, label].join('\n');
          if (reported.has(key)) return [];
          reported.add(key);
          const pods = `the pods of ${describe(analysis.rollout.object)} have ${label}="${known}"`;
          const message = `metric "${one.name}" selects ${label}="${wanted}", and ${pods}`;
          return [
            problem(manifest, message, 'select the value of the pod template', `${path}.provider.prometheus.query`),
          ];
        });
      },
    );
  },
};
