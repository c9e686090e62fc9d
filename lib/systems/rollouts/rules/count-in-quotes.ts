import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD } from './examples';

export const countInQuotes: Rule = {
  id: 'ROL030',
  severity: 'warning',
  title: 'a number of pods stands in quotes',
  why: 'the controller reads every text as a percentage, so "1" is one percent of the replicas and not one pod',
  repair: 'write the number without quotes, or with a percent sign',
  good: example(canary({ steps: HELD, maxSurge: 1 })),
  bad: example(canary({ steps: HELD, maxSurge: '1' })),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: strategy }) =>
      (['maxSurge', 'maxUnavailable'] as const).flatMap((field) => {
        const fence = strategy[field];
        if (typeof fence !== 'string' || !/^\d+$/.test(fence)) return [];
        const message = `${field}: ${JSON.stringify(fence)} means ${fence} % of the replicas`;
        return [problem(rollout, message, `write ${fence}, or "${fence}%"`, `${CANARY}.${field}`)];
      }),
    ),
};
