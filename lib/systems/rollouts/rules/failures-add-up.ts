import { problem, type Rule } from '../../../audit';
import { analysesOf, metricsOf } from '../analyses';
import { limitsIn } from '../metric-limits';
import { timeOf } from '../schedule';
import { canary, ERROR_RATE, example, metric, template } from './examples';

const steps = [{ setWeight: 20 }, { pause: { duration: '30m' } }];
const background = { count: undefined, interval: '1m', initialDelay: '2m30s' };

/** From this many measurements on, a limit that was meant for a row is likely to be reached by chance. */
const MANY = 20;

export const failuresAddUp: Rule = {
  id: 'ANA019',
  severity: 'advice',
  title: 'a limit for failures counts over a whole release',
  why: 'failureLimit counts all failures of a run, not those in a row: over a long release a few unrelated ones take it back',
  repair: 'choose the limit for the whole time, or judge a longer window and bear no failure',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps }), template([metric(background)])),
  bad: example(
    canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps }),
    template([metric({ ...background, failureLimit: 3 })]),
  ),
  check: (assembly) =>
    analysesOf(assembly)
      .filter(({ role }) => role === 'background')
      .flatMap((analysis) => {
        const canary_ = analysis.rollout.object.spec.strategy?.canary;
        const time = timeOf((canary_?.steps ?? []).slice(canary_?.analysis?.startingStep ?? 0));
        return metricsOf(analysis).flatMap(({ template: manifest, metric: one, path }) => {
          const { failureLimit = 0, interval, initialDelay } = limitsIn(one, manifest.object);
          if (!interval || interval.milliseconds === 0 || failureLimit < 1) return [];
          const measured = Math.floor((time.best.inSeconds - (initialDelay?.inSeconds ?? 0)) / interval.inSeconds) + 1;
          if (time.worst !== undefined && measured < MANY) return [];
          const all = time.worst === undefined ? 'however many' : `about ${measured}`;
          const message = `metric "${one.name}" fails with failure ${failureLimit + 1} of ${all} measurements, in a row or not`;
          return [problem(manifest, message, 'choose the limit for the whole time', `${path}.failureLimit`)];
        });
      }),
};
