import { Duration } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { type AskedQuery, firstAskedQueries } from '../asked-queries';
import { limitsIn } from '../metric-limits';
import { heldBefore } from '../schedule';
import { canary, ERROR_RATE, example, HELD, metric, template } from './examples';

const background = { count: undefined, interval: '1m', initialDelay: '2m30s' };

export const windowBeforeStart: Rule = {
  id: 'ANA015',
  severity: 'warning',
  title: 'an analysis measures before its window is full',
  why: 'it starts with the pods or the switch: the first answers are about a few seconds, or about nothing, and can take the release back or hold it',
  repair: 'give the metric an initialDelay of its window and one scrape',
  good: example(canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps: HELD }), template([metric(background)])),
  bad: example(
    canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps: HELD }),
    template([metric({ ...background, initialDelay: undefined })]),
  ),
  check: (assembly) => {
    const reported = new Set<object>();
    return firstAskedQueries(assembly).flatMap((asked) => {
      const { analysis, metric: one, template: manifest, path, parsed } = asked;
      const window = parsed.longestWindow;
      if (analysis.role === 'inline' || analysis.role === 'experiment' || !window || reported.has(one)) return [];
      const delay = limitsIn(one, manifest.object).initialDelay ?? Duration.zero;
      if (!window.isLongerThan(delay.plus(heldAtStart(asked)))) return [];
      reported.add(one);
      const first = delay.milliseconds === 0 ? 'at once' : `after ${delay}`;
      const message = `metric "${one.name}" looks back ${window}, and measures ${first}`;
      return [problem(manifest, message, `set initialDelay to ${window} and one scrape`, `${path}.initialDelay`)];
    });
  },
};

function heldAtStart({ analysis: { role, rollout } }: AskedQuery): Duration {
  const canary_ = rollout.object.spec.strategy?.canary;
  return role === 'background' ? heldBefore(canary_?.steps ?? [], canary_?.analysis?.startingStep ?? 0) : Duration.zero;
}
