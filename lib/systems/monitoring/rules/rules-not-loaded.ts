import { type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { selectorText, selects } from '../../kubernetes/selector';
import { type PrometheusObject, type PrometheusRuleObject } from '../kinds';
import { alert, example, prometheus, prometheusRule } from './examples';

const RULES = prometheusRule(alert('up == 0'));

export const rulesNotLoaded: Rule = {
  id: 'MON011',
  severity: 'error',
  title: 'no Prometheus loads a PrometheusRule',
  why: 'the API server takes it, and nothing reads it: none of its alerts exists',
  repair: 'give it the labels that the ruleSelector of the Prometheus asks for',
  reference: 'https://prometheus-operator.dev/docs/developer/alerting/',
  good: example(prometheus({ release: 'prometheus' }), RULES),
  bad: example(prometheus({ release: 'monitoring' }), RULES),
  check: ({ manifests }) => {
    const all = manifests.of('monitoring.coreos.com/Prometheus');
    return manifests.of('monitoring.coreos.com/PrometheusRule').flatMap((rules) => {
      const beside = all.filter(({ environment }) => environment === rules.environment);
      if (beside.length === 0 || beside.some((one) => loads(one, rules))) return [];
      const wanted = beside
        .map(({ object }) => object.spec?.ruleSelector)
        .map((one) => (one ? selectorText(one) : 'none'));
      const message = `no Prometheus selects it: they ask for ${[...new Set(wanted)].join(' or ')}`;
      return [problem(rules, message, 'give it those labels', 'metadata.labels')];
    });
  },
};

/** No schema has judged the Prometheus, so its selector may be anything; one that is missing selects nothing. */
function loads({ object }: Manifest<PrometheusObject>, rules: Manifest<PrometheusRuleObject>): boolean {
  const { matchLabels, matchExpressions = [] } = object.spec?.ruleSelector ?? {};
  if (!object.spec?.ruleSelector || !Array.isArray(matchExpressions)) return false;
  return selects({ matchLabels, matchExpressions }, rules.object.metadata.labels ?? {});
}
