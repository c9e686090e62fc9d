import { problem, type Rule } from '../../../audit';
import { rulesOf } from '../expressions';
import { alert, ruled } from './examples';

export const alertSaysTooLittle: Rule = {
  id: 'MON010',
  severity: 'warning',
  title: 'an alert does not say how bad it is, or what it is about',
  why: 'without a severity Alertmanager sends it where everything else goes, and without a sentence whoever is woken begins by reading PromQL',
  repair: 'add the label severity and the annotation summary',
  good: ruled(alert('up == 0')),
  bad: ruled(alert('up == 0', { labels: {} })),
  check: (assembly) =>
    rulesOf(assembly).flatMap(({ manifest, rule, words, path }) => {
      if (rule.alert === undefined) return [];
      const { summary, description, message } = rule.annotations ?? {};
      const missing = [
        ...(rule.labels?.severity === undefined ? ['label severity'] : []),
        ...(summary === undefined && description === undefined && message === undefined ? ['annotation summary'] : []),
      ];
      if (missing.length === 0) return [];
      return [
        problem(manifest, `${words} has no ${missing.join(' and no ')}`, `add the ${missing.join(' and the ')}`, path),
      ];
    }),
};
