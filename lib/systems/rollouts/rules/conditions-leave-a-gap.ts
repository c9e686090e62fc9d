import { readAlikeOnce } from '../../../assembly';
import { type Problem, problem, type Rule } from '../../../audit';
import { allMetrics } from '../analyses';
import { assess, tryParseCondition } from '../condition';
import { conditionsText } from '../condition-outcomes';
import { type MetricObject } from '../kinds';
import { canary, example, JUDGED, metric, template } from './examples';

const GUARD = 'len(result) > 0 && !isNaN(result[0]) &&';

export const conditionsLeaveAGap: Rule = {
  id: 'ANA020',
  severity: 'warning',
  title: 'a value is neither a success nor a failure, or both',
  why: 'between two thresholds a measurement is inconclusive, and the release waits for a person; where both hold, the failure wins',
  repair: 'let one condition begin where the other ends',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(canary({ steps: JUDGED }), template([metric({ failureCondition: `${GUARD} result[0] >= 0.05` })])),
  check: (assembly) =>
    allMetrics(assembly).flatMap(({ template: manifest, metric: one, path }): Problem[] => {
      const found = valueBetween(assembly.manifests, one);
      if (!found) return [];
      const verdict = found.both ? 'a success and a failure' : 'neither a success nor a failure';
      const message = `metric "${one.name}": ${found.value} is ${verdict}`;
      return [problem(manifest, message, 'let one condition begin where the other ends', path)];
    }),
};

const valueBetween = readAlikeOnce(conditionsText, tryFindValue);

/** A number that falls between the conditions, or into both: thresholds and their neighbours are all that can. */
function tryFindValue({
  successCondition,
  failureCondition,
}: MetricObject): { value: number; both: boolean } | undefined {
  if (!successCondition || !failureCondition) return undefined;
  const succeeds = tryParseCondition(successCondition);
  const fails = tryParseCondition(failureCondition);
  if (!succeeds || !fails) return undefined;
  for (const value of candidatesIn(`${successCondition} ${failureCondition}`)) {
    const measured = [[value], value].find((one) => assess({ success: succeeds, failure: fails }, one) !== 'Error');
    if (measured === undefined) continue;
    const [good, bad] = [succeeds(measured), fails(measured)];
    if (good === bad) return { value, both: good };
  }
  return undefined;
}

function candidatesIn(text: string): readonly number[] {
  const thresholds = [...text.replace(/\[\d+\]|len\(result\) *[<>=!]+ *\d+/g, '').matchAll(/\d+(?:\.\d+)?/g)].map(
    ([number]) => Number(number),
  );
  const sorted = [...new Set(thresholds)].sort((a, b) => a - b);
  const between = sorted.flatMap((value, i) =>
    i === 0 ? [] : [Number(((value + (sorted[i - 1] ?? value)) / 2).toPrecision(3))],
  );
  const [only] = sorted;
  // A single threshold has two sides, and conditions that look the same way leave one of them out.
  const outside = only === undefined || sorted.length > 1 ? [] : [only / 2, only * 2];
  return [...between, ...sorted, ...outside];
}
