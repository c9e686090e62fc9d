import { problem, type Rule } from '../../../audit';
import { type LabelMatcher } from '../../../promql';
import { trySeries } from '../exported-metrics';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

export const labelValueUnknown: Rule = {
  id: 'MON004',
  severity: 'error',
  title: 'a query names a value that the label never has',
  why: 'a matcher for it selects nothing; one against it selects what it meant to leave out, and the alert fires for what is well',
  repair: 'name one of the values that the controller writes',
  good: ruled(alert('rollout_info{phase=~"Abort|Error"} == 1')),
  bad: ruled(alert('rollout_info{phase!~"Healthy|Paused"} == 1')),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      parsed.selectors.flatMap(({ metric, matchers }) => {
        const values = trySeries(metric, assembly.platform)?.metric.values ?? {};
        return matchers.flatMap((matcher) => {
          const known = Object.hasOwn(values, matcher.label) ? values[matcher.label] : undefined;
          const strange = known && wordsOf(matcher).find((word) => !known.includes(word));
          if (known === undefined || strange === undefined) return [];
          const message = `${words}: the ${matcher.label} of ${metric} is never "${strange}"`;
          return [problem(manifest, message, `choose of ${known.join(', ')}`, `${path}.expr`)];
        });
      }),
    ),
};

/** The values that a matcher names one by one; none where its pattern is more than a list of words. */
function wordsOf({ operator, value }: LabelMatcher): readonly string[] {
  if (!operator.includes('~')) return value === '' ? [] : [value];
  return /^\(?[\w|]+\)?$/.test(value)
    ? value
        .replace(/[()]/g, '')
        .split('|')
        .filter((word) => word !== '')
    : [];
}
