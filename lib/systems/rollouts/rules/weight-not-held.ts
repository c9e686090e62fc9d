import { problem, type Rule } from '../../../audit';
import { type CanaryStep } from '../kinds';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD } from './examples';

export const weightNotHeld: Rule = {
  id: 'ROL022',
  severity: 'warning',
  title: 'a canary holds a weight for no time',
  why: 'setWeight is done as soon as the pods are ready, so the next step follows at once, and after the last one the old version goes; nobody has looked',
  repair: 'follow each weight by a pause or an analysis',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: [...HELD, { setWeight: 100 }] })),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, steps }) =>
      steps.flatMap(({ setWeight }, i) => {
        if (!setWeight || isHeld(steps.slice(i + 1))) return [];
        const next = steps.slice(i + 1).find((step) => step.setWeight !== undefined)?.setWeight;
        const then = next === undefined ? 'the promotion' : `weight ${next}`;
        const message = `weight ${setWeight} is held for no time before ${then}`;
        return [problem(rollout, message, 'add a pause or an analysis after it', `${CANARY}.steps[${i}].setWeight`)];
      }),
    ),
};

function isHeld(following: readonly CanaryStep[]): boolean {
  const end = following.findIndex(({ setWeight }) => setWeight !== undefined);
  return following
    .slice(0, end < 0 ? following.length : end)
    .some(({ pause, analysis, experiment, plugin }) => pause ?? analysis ?? experiment ?? plugin);
}
