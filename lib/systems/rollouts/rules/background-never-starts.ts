import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, ERROR_RATE, example, HELD, metric, template } from './examples';

const ENDLESS = template([metric({ count: undefined, interval: '1m', initialDelay: '2m30s' })]);

export const backgroundNeverStarts: Rule = {
  id: 'ROL032',
  severity: 'error',
  title: 'a background analysis starts with a step that is not there',
  why: 'steps count from 0, and when the last one is done the release is promoted: nothing watches it',
  repair: 'name the index of a step',
  good: example(canary({ analysis: { ...ERROR_RATE, startingStep: 1 }, steps: HELD }), ENDLESS),
  bad: example(canary({ analysis: { ...ERROR_RATE, startingStep: 2 }, steps: HELD }), ENDLESS),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: { analysis }, steps }) => {
      const start = analysis?.startingStep ?? 0;
      if (start === 0 || start < steps.length) return [];
      const message = `it starts with step ${start}, and the last step is ${steps.length - 1}`;
      return [problem(rollout, message, 'start with a step that is there', `${CANARY}.analysis.startingStep`)];
    }),
};
