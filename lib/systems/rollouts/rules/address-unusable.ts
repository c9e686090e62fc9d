import { problem, type Rule } from '../../../audit';
import { withDefaults } from '../metric-limits';
import { queriesOf } from '../queries';
import { canary, example, JUDGED, metric, QUERY, template } from './examples';

export const addressUnusable: Rule = {
  id: 'ANA023',
  severity: 'error',
  title: 'the address of a Prometheus is no URL',
  why: 'every measurement is an error, so the release is aborted after 40 seconds',
  repair: 'write it with its scheme: http://prometheus.observability.svc:9090',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ steps: JUDGED }),
    template([metric({ provider: { prometheus: { address: 'prometheus.observability.svc:9090', query: QUERY } } })]),
  ),
  check: (assembly) =>
    queriesOf(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const address = withDefaults(one.provider.prometheus?.address ?? '', manifest.object);
      if (address === '' || address.includes('{{') || /^[a-z]+:\/\/[^/]+/.test(address)) return [];
      const message = `metric "${one.name}": ${JSON.stringify(address)} has no scheme and host`;
      const repair = `write "http://${address}", or https`;
      return [problem(manifest, message, repair, `${path}.provider.prometheus.address`)];
    }),
};
