import { problem, type Rule } from '../../../audit';
import { labelsNamedIn } from '../label-templates';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

const annotations = { summary: '{{ $labels.pod }} fails' };

export const labelSummedAway: Rule = {
  id: 'MON015',
  severity: 'warning',
  title: 'the text of an alert names a label that its query has summed away',
  why: 'whoever is woken reads a sentence with a hole where the culprit should stand',
  repair: 'keep the label in the query, or leave it out of the text',
  good: ruled(alert('sum by (pod) (rate(errors_total[5m])) > 1', { annotations })),
  bad: ruled(alert('sum by (namespace) (rate(errors_total[5m])) > 1', { annotations })),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, rule, words, path, parsed: { labels } }) => {
      if (labels === undefined || rule.alert === undefined) return [];
      const own = [...labels, ...Object.keys(rule.labels ?? {}), 'alertname'];
      return Object.entries(rule.annotations ?? {}).flatMap(([name, text]) =>
        [...new Set(labelsNamedIn(text))]
          .filter((label) => !own.includes(label))
          .map((label) => {
            const message = `${words}: the answer has no label "${label}"`;
            return problem(manifest, message, 'keep the label in the query', `${path}.annotations.${name}`);
          }),
      );
    }),
};
