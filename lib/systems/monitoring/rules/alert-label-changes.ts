import { problem, type Rule } from '../../../audit';
import { rulesOf } from '../expressions';
import { hasChangingValue } from '../label-templates';
import { alert, ruled } from './examples';

export const alertLabelChanges: Rule = {
  id: 'MON016',
  severity: 'error',
  title: 'an alert has the measured value as a label',
  why: 'another value is another alert: each evaluation begins a new one, none lasts as long as its "for", and it never fires',
  repair: 'put the value into an annotation',
  reference: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating',
  good: ruled(alert('queue_length > 10', { annotations: { summary: '{{ $value }} wait' } })),
  bad: ruled(alert('queue_length > 10', { labels: { severity: 'warning', length: '{{ $value }}' } })),
  check: (assembly) =>
    rulesOf(assembly).flatMap(({ manifest, rule, words, path }) =>
      Object.entries(rule.labels ?? {})
        .filter(([, text]) => rule.alert !== undefined && hasChangingValue(text))
        .map(([label]) => {
          const message = `${words}: its label "${label}" changes with the value`;
          return problem(manifest, message, 'put the value into an annotation', `${path}.labels.${label}`);
        }),
    ),
};
