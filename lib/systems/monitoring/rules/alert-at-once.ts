import { problem, type Rule } from '../../../audit';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

export const alertAtOnce: Rule = {
  id: 'MON009',
  severity: 'warning',
  title: 'an alert fires at the first bad sample',
  why: 'a restart of Prometheus or one missed scrape is enough to wake somebody, and people learn to ignore it',
  repair: 'say how long it must have lasted: for: 5m',
  reference: 'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  good: ruled(alert('up == 0')),
  bad: ruled(alert('up == 0', { for: undefined })),
  check: (assembly) =>
    expressionsOf(assembly)
      .filter(({ rule }) => rule.alert !== undefined && /^(0[a-z]*)?$/.test(rule.for ?? ''))
      .map(({ manifest, words, path }) =>
        problem(manifest, `${words} has no "for"`, 'say how long it must have lasted', `${path}.for`),
      ),
};
