import { problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { canary, example, JUDGED, metric, QUERY, template } from './examples';

export const providerNotOne: Rule = {
  id: 'ANA002',
  severity: 'error',
  title: 'a metric has no provider, or several',
  why: 'the analysis ends in an error as soon as it starts, so the release is aborted at the step that waits for it',
  repair: 'give each metric one provider',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ steps: JUDGED }),
    template([metric({ provider: { prometheus: { query: QUERY }, plugin: { 'acme/metrics': {} } } })]),
  ),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }) => {
      const { plugin = {}, ...rest } = one.provider;
      const providers = [...Object.keys(rest), ...Object.keys(plugin).map((name) => `plugin ${name}`)];
      if (providers.length === 1) return [];
      const which = providers.length === 0 ? 'no provider' : `several providers, ${providers.join(' and ')}`;
      const message = `metric "${one.name}" has ${which}`;
      return [problem(manifest, message, 'give it one', `${path}.provider`)];
    }),
};
