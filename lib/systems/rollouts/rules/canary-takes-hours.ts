import { Duration } from '../../../model';
import { problem, type Rule } from '../../../audit';
import { timeOf } from '../schedule';
import { canariesOf, CANARY } from '../steps';
import { canary, example } from './examples';

const pausing = (duration: string): Rule['good'] =>
  example(canary({ steps: [{ setWeight: 20 }, { pause: { duration } }, { setWeight: 50 }, { pause: { duration } }] }));

const LONGEST = Duration.hours(2);

export const canaryTakesHours: Rule = {
  id: 'ROL072',
  severity: 'advice',
  title: 'the pauses of a canary take more than two hours',
  why: 'a repair waits as long as any other release, people promote it by hand or start the next one into it, and two versions share their data for half a day',
  repair: 'shorten the pauses; what has to be watched for a day belongs behind a feature flag',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/best-practices/',
  good: pausing('30m'),
  bad: pausing('90m'),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, steps }) => {
      const { best } = timeOf(steps);
      if (!best.isLongerThan(LONGEST)) return [];
      return problem(rollout, `its pauses alone take ${best}`, 'shorten them', `${CANARY}.steps`);
    }),
};
