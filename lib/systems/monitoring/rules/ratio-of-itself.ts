import { problem, type Rule } from '../../../audit';
import { type Ratio, type Selector } from '../../../promql';
import { expressionsOf } from '../expressions';
import { alert, ruled } from './examples';

const failed = 'rate(jobs_total{status="failed"}[1h])';
const all = 'rate(jobs_total[1h])';

export const ratioOfItself: Rule = {
  id: 'MON006',
  severity: 'error',
  title: 'a ratio divides each series by itself',
  why: 'a division pairs series with the same labels, so the failed ones are divided by the failed ones: it is 1 as soon as anything fails',
  repair: 'sum both sides before they are divided: sum(…) / sum(…)',
  reference: 'https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching',
  good: ruled(alert(`sum(${failed}) / sum(${all}) > 0.2`)),
  bad: ruled(alert(`${failed} / ${all} > 0.2`)),
  check: (assembly) =>
    expressionsOf(assembly).flatMap(({ manifest, words, path, parsed }) =>
      parsed.ratios.filter(isOfItself).map(({ numerator: [part] }) => {
        const message = `${words}: each series of ${part?.metric ?? ''} is divided by itself, which is 1`;
        return problem(manifest, message, 'sum both sides: sum(…) / sum(…)', `${path}.expr`);
      }),
    ),
};

function isOfItself({ matchesEachSeries, numerator, denominator }: Ratio): boolean {
  const [part, whole] = [numerator[0], denominator[0]];
  if (!matchesEachSeries || !part || !whole || numerator.length > 1 || denominator.length > 1) return false;
  return part.metric !== '' && part.metric === whole.metric && isPartOf(part, whole);
}

function isPartOf(part: Selector, whole: Selector): boolean {
  const text = (one: Selector['matchers'][number]): string => `${one.label}${one.operator}${one.value}`;
  const own = new Set(part.matchers.map(text));
  return whole.matchers.every((matcher) => own.has(text(matcher)));
}
