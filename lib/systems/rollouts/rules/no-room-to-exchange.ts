import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD } from './examples';

export const noRoomToExchange: Rule = {
  id: 'ROL029',
  severity: 'error',
  title: 'a canary may have no pod more and none less',
  why: 'no pod could ever be exchanged, so the controller refuses the Rollout (InvalidSpec)',
  repair: 'let maxSurge or maxUnavailable be above zero',
  good: example(canary({ steps: HELD, maxSurge: '25%', maxUnavailable: 0 })),
  bad: example(canary({ steps: HELD, maxSurge: 0, maxUnavailable: 0 })),
  check: (assembly) =>
    canariesOf(assembly)
      .filter(({ canary: { maxSurge, maxUnavailable } }) => isNone(maxSurge) && isNone(maxUnavailable))
      .map(({ rollout }) => {
        const message = 'maxSurge and maxUnavailable are both 0';
        return problem(rollout, message, 'set maxSurge to "25%"', `${CANARY}.maxSurge`);
      }),
};

function isNone(fence: number | string | undefined): boolean {
  return fence !== undefined && Number(String(fence).replace('%', '')) === 0;
}
