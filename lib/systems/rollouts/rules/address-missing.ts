import { problem, type Rule } from '../../../audit';
import { queriesOf } from '../queries';
import { canary, example, JUDGED, metric, QUERY, template } from './examples';

export const addressMissing: Rule = {
  id: 'ANA024',
  severity: 'warning',
  title: 'a metric does not say which Prometheus it asks',
  why: 'it works only where the controller has ARGO_ROLLOUTS_PROMETHEUS_ADDRESS set; elsewhere every measurement is an error, and the release is aborted after 40 seconds',
  repair: 'write the address into the metric',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric({ provider: { prometheus: { query: QUERY } } })])),
  check: (assembly) =>
    queriesOf(assembly)
      .filter(({ metric: one }) => !one.provider.prometheus?.address)
      .map(({ template: manifest, metric: one, path }) => {
        const message = `metric "${one.name}" has no address, and takes what the controller's environment says`;
        return problem(manifest, message, 'write the address', `${path}.provider.prometheus.address`);
      }),
};
