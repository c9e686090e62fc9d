import { readOnce } from '../../../assembly';
import { Duration } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { type Analysis } from '../analyses';
import { askedQueries } from '../asked-queries';
import { limitsIn } from '../metric-limits';
import { heldBefore } from '../schedule';
import { canary, ERROR_RATE, example, JUDGED, metric, template } from './examples';

export const windowBeforeWeight: Rule = {
  id: 'ANA014',
  severity: 'error',
  title: 'an analysis looks back to before the weight that it judges',
  why: 'its window still holds the time of the smaller weight, or of no pods at all, so it says of the new weight what was true of the old one',
  repair:
    'hold the weight for at least the window of the query before the analysis, or give the metric an initialDelay',
  good: example(canary({ steps: JUDGED }), template([metric()])),
  bad: example(
    canary({ steps: [{ setWeight: 20 }, { pause: { duration: '30s' } }, { analysis: ERROR_RATE }] }),
    template([metric()]),
  ),
  check: (assembly) =>
    askedQueries(assembly).flatMap(({ analysis, metric: one, template: manifest, parsed }) => {
      const { rollout, path } = analysis;
      const window = parsed.longestWindow;
      const held = window && tryHeld(analysis);
      if (!held) return [];
      const delay = limitsIn(one, manifest.object).initialDelay ?? Duration.zero;
      const seen = held.plus(delay);
      if (!window.isLongerThan(seen)) return [];
      const message = `metric "${one.name}" looks back ${window}, and the weight has been held for ${seen}`;
      return [problem(rollout, message, `hold the weight for at least ${window} before it`, path)];
    }),
};

/** How long an analysis in a step finds the weight held, unless a person decides that; all its queries ask. */
const tryHeld = readOnce<Duration | undefined, Analysis>(({ role, step, rollout }) => {
  if (role !== 'inline' || step === undefined) return undefined;
  const steps = rollout.object.spec.strategy?.canary?.steps ?? [];
  const waitsForPerson = steps.slice(0, step).some(({ pause }) => pause && pause.duration === undefined);
  return waitsForPerson ? undefined : heldBefore(steps, step);
});
