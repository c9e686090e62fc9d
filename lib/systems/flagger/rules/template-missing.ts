import { problem, type Rule } from '../../../audit';
import { BY_TEMPLATE, canary, example, template } from './examples';

const orders = canary({ metrics: [BY_TEMPLATE] });

export const templateMissing: Rule = {
  id: 'FLG001',
  severity: 'error',
  title: 'a Canary names a MetricTemplate that is not there',
  why: 'each check fails with an error of which only the event log speaks, and every release is taken back',
  repair: 'render the MetricTemplate in the namespace that the Canary names, or in its own',
  reference: 'https://docs.flagger.app/usage/metrics#custom-metrics',
  good: example(orders, template('sum(up{namespace="{{ namespace }}"})')),
  bad: example(orders),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) =>
      (manifest.object.spec.analysis.metrics ?? []).flatMap(({ name, templateRef }, i) => {
        if (!templateRef) return [];
        const { environment } = manifest;
        const namespace = templateRef.namespace ?? manifest.object.metadata.namespace;
        if (manifests.tryFind('flagger.app/MetricTemplate', { environment, namespace, name: templateRef.name }))
          return [];
        return [
          problem(
            manifest,
            `metric "${name}" asks MetricTemplate ${namespace === undefined ? '' : `${namespace}/`}${templateRef.name}, which nobody renders`,
            'render it, or name one that is there',
            `spec.analysis.metrics[${i}].templateRef`,
          ),
        ];
      }),
    ),
};
