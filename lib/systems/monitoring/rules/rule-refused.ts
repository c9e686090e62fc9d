import { problem, type Rule } from '../../../audit';
import { rulesOf } from '../expressions';
import { type RuleObject } from '../kinds';
import { ruled } from './examples';

export const ruleRefused: Rule = {
  id: 'MON018',
  severity: 'error',
  title: 'a rule is neither an alert nor a recording, or both',
  why: 'the operator leaves out the whole PrometheusRule, with an event that nobody reads: none of its alerts exists',
  repair: 'give a rule either alert or record, and "for" and annotations to alerts alone',
  reference: 'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/',
  good: ruled({ record: 'job:up:sum', expr: 'sum by (job) (up)' }),
  bad: ruled({ record: 'job:up:sum', expr: 'sum by (job) (up)', for: '5m' }),
  check: (assembly) =>
    rulesOf(assembly).flatMap(({ manifest, rule, words, path }) => {
      const message = tryRefusal(rule);
      return message === undefined ? [] : [problem(manifest, `${words} ${message}`, 'make it one of the two', path)];
    }),
};

function tryRefusal({ alert, record, for: lasting, annotations }: RuleObject): string | undefined {
  if (alert === undefined && record === undefined) return 'has neither alert nor record';
  if (alert !== undefined && record !== undefined) return 'has both alert and record';
  if (record === undefined) return undefined;
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(record)) return 'has a name that no metric can have';
  if (lasting !== undefined) return 'has "for", which only an alert has';
  return annotations === undefined ? undefined : 'has annotations, which only an alert has';
}
