import { problem, type Rule } from '../../../audit';
import { stepsOf } from '../steps';
import { canary, example, HELD } from './examples';

export const pauseWithoutEnd: Rule = {
  id: 'ROL023',
  severity: 'warning',
  title: 'a canary waits for a person',
  why: 'nobody is called: the release stands half done until somebody looks, and a pipeline that waits for it times out',
  repair: 'give the pause a duration, or accept this finding with the way in which the person learns of it',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: [...HELD, { setWeight: 50 }, { pause: {} }] })),
  check: (assembly) =>
    stepsOf(assembly)
      .filter(({ step: { pause } }) => pause !== undefined && pause.duration === undefined)
      .map(({ rollout, path }) =>
        problem(rollout, 'the pause has no duration: it ends when a person promotes', 'give it a duration', path),
      ),
};
