import { problem, type Rule } from '../../../audit';
import { firstAskedQueries, meansNewVersion } from '../asked-queries';
import { canary, example, JUDGED, metric, prometheus, template } from './examples';

const BOTH = prometheus('sum(rate(http_requests_total{app="orders"}[2m]))');

export const versionsNotToldApart: Rule = {
  id: 'ANA012',
  severity: 'warning',
  title: 'a query cannot tell the new version from the old one',
  why: 'at 5 % of the traffic a new version that fails every second request moves the sum by 2.5 %: the gate opens',
  repair: 'select the label with the pod template hash, and pass valueFrom podTemplateHashValue Latest for it',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric(BOTH)])),
  check: (assembly) => {
    const reported = new Set<object>();
    return firstAskedQueries(assembly).flatMap((asked) => {
      const { metric: one, template: manifest, path, parsed, analysis } = asked;
      if (analysis.role === 'post-promotion' || reported.has(one) || parsed.selectors.length === 0) return [];
      if (parsed.selectors.some((selector) => meansNewVersion(selector, asked))) return [];
      reported.add(one);
      const message = `metric "${one.name}": nothing in the query tells the pods of the new version from the old ones`;
      const repair = "select the new version's pod template hash";
      return [problem(manifest, message, repair, `${path}.provider.prometheus.query`)];
    });
  },
};
