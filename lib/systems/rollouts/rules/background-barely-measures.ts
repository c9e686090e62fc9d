import { problem, type Rule } from '../../../audit';
import { Duration } from '../../../model';
import { analysesOf, metricsOf } from '../analyses';
import { limitsIn } from '../metric-limits';
import { countOf } from '../outcome';
import { timeOf } from '../schedule';
import { canary, ERROR_RATE, example, metric, template } from './examples';

const ENOUGH = 3;
const endless = template([metric({ count: undefined, interval: '1m', initialDelay: '2m30s' })]);

function held(duration: string): object {
  return canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps: [{ setWeight: 20 }, { pause: { duration } }] });
}

export const backgroundBarelyMeasures: Rule = {
  id: 'ANA017',
  severity: 'warning',
  title: 'a background analysis has time for fewer than three measurements',
  why: 'when the steps are over it is ended and counts as successful, even if it has not measured once',
  repair: 'make the pauses from its first step on longer, or its interval and initialDelay shorter',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(held('10m'), endless),
  bad: example(held('3m'), endless),
  check: (assembly) =>
    analysesOf(assembly)
      .filter(({ role }) => role === 'background')
      .flatMap((analysis) => {
        const canary_ = analysis.rollout.object.spec.strategy?.canary;
        const watched = (canary_?.steps ?? []).slice(canary_?.analysis?.startingStep ?? 0);
        const time = timeOf(watched);
        if (time.worst === undefined) return [];
        return metricsOf(analysis).flatMap(({ template: manifest, metric: one }) => {
          const limits = limitsIn(one, manifest.object);
          const measured = countWithin(time.best, limits.initialDelay ?? Duration.zero, limits.interval);
          if (countOf(limits) !== undefined || measured >= ENOUGH) return [];
          const times = measured === 0 ? 'nothing' : measured === 1 ? 'once' : 'twice';
          const message = `metric "${one.name}" measures ${times} in the ${time.best} of pauses that it watches`;
          return [problem(analysis.rollout, message, 'make the pauses longer, or the interval shorter', analysis.path)];
        });
      }),
};

function countWithin(time: Duration, delay: Duration, interval: Duration | undefined): number {
  if (delay.isLongerThan(time)) return 0;
  if (!interval || interval.milliseconds === 0) return 1;
  return 1 + Math.floor((time.milliseconds - delay.milliseconds) / interval.milliseconds);
}
