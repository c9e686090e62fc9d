import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD } from './examples';

const BACK = [{ setWeight: 5 }, { pause: { duration: '5m' } }];

export const weightFalls: Rule = {
  id: 'ROL070',
  severity: 'warning',
  title: 'a canary takes traffic away from the new version while it goes on',
  why: 'what was judged at the higher weight is judged again at a lower one, and the step after it is a leap',
  repair: 'let the weights rise, or stay as they are',
  good: example(canary({ steps: [...BACK, ...HELD] })),
  bad: example(canary({ steps: [...HELD, ...BACK] })),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, steps }) => {
      let highest = 0;
      return steps.flatMap(({ setWeight }, i) => {
        if (setWeight === undefined) return [];
        const before = highest;
        highest = Math.max(highest, setWeight);
        if (setWeight >= before) return [];
        const message = `the weight falls from ${before} to ${setWeight}`;
        return [problem(rollout, message, 'let the weights rise', `${CANARY}.steps[${i}].setWeight`)];
      });
    }),
};
