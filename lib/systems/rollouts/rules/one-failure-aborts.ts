import { problem, type Rule } from '../../../audit';
import { type Analysis, analysesOf, metricsOf } from '../analyses';
import { limitsIn } from '../metric-limits';
import { timeOf } from '../schedule';
import { canary, ERROR_RATE, example, metric, template } from './examples';

const steps = [{ setWeight: 20 }, { pause: { duration: '30m' } }];
const background = { count: undefined, interval: '1m', initialDelay: '2m30s' };
const watched = canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps });

/** From this many measurements on, one that is bad by chance is likely. */
const MANY = 10;

/** A failureLimit of 0 that is written down is a choice. */
export const oneFailureAborts: Rule = {
  id: 'ANA060',
  severity: 'advice',
  title: 'a metric is measured many times, and the first bad measurement takes the release back',
  why: 'failureLimit is 0 where it is left out: over a long release one bad minute of an upstream is enough',
  repair: 'write failureLimit: 1 or more, or 0 if one failure is meant to be enough',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  good: example(watched, template([metric({ ...background, failureLimit: 0 })])),
  bad: example(watched, template([metric(background)])),
  check: (assembly) =>
    analysesOf(assembly).flatMap((analysis) =>
      metricsOf(analysis).flatMap(({ template: manifest, metric: one, path }) => {
        const { consecutiveSuccessLimit = 0 } = limitsIn(one, manifest.object);
        const times = measurementsOf(analysis, one, manifest.object);
        if (one.failureLimit !== undefined || consecutiveSuccessLimit > 0 || times < MANY) return [];
        const message = `the first failure of metric "${one.name}" among ${times === Infinity ? 'any number of' : `about ${times}`} measurements ends the release`;
        return problem(manifest, message, 'write failureLimit', `${path}.failureLimit`);
      }),
    ),
};

/** How often a metric is measured at the most while a release goes well. */
function measurementsOf(
  { role, rollout, call }: Analysis,
  one: Parameters<typeof limitsIn>[0],
  template_: Parameters<typeof limitsIn>[1],
): number {
  const { count, interval, initialDelay } = limitsIn(one, template_);
  if (count !== undefined && count > 0) return count;
  if (role !== 'background' || !interval || interval.milliseconds === 0) return 1;
  const strategy = rollout.object.spec.strategy?.canary;
  const time = timeOf(
    (strategy?.steps ?? []).slice(strategy?.analysis === call ? (strategy.analysis?.startingStep ?? 0) : 0),
  );
  if (time.worst === undefined) return Infinity;
  return Math.floor((time.best.inSeconds - (initialDelay?.inSeconds ?? 0)) / interval.inSeconds) + 1;
}
