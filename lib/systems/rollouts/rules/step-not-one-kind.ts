import { problem, type Rule } from '../../../audit';
import { type CanaryStep } from '../kinds';
import { stepsOf } from '../steps';
import { canary, example, HELD } from './examples';

const KINDS: readonly (keyof CanaryStep | 'plugin')[] = [
  'setWeight',
  'pause',
  'experiment',
  'analysis',
  'setCanaryScale',
  'setHeaderRoute',
  'setMirrorRoute',
  'plugin',
];

/** A scale and routes may stand in one step, and beside a pause: all of them are set, and the step waits. */
function fit(kinds: readonly string[]): boolean {
  const others = kinds.filter((kind) => !/^set(CanaryScale|HeaderRoute|MirrorRoute)$/.test(kind));
  return others.length === 0 || others.join() === 'pause';
}

export const stepNotOneKind: Rule = {
  id: 'ROL003',
  severity: 'error',
  title: 'a canary step is of no kind, or of two',
  why: 'some pairs are refused (InvalidSpec); with the others only one decides when the step is over, and a weight beside a scale is not waited for',
  repair: 'make each a step of its own',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: [{ setWeight: 20, pause: { duration: '5m' } }] })),
  check: (assembly) =>
    stepsOf(assembly).flatMap(({ rollout, step, path }) => {
      const kinds = KINDS.filter((kind) => step[kind] !== undefined);
      if (kinds.length === 1 || (kinds.length > 1 && fit(kinds))) return [];
      const message = kinds.length === 0 ? 'the step does nothing' : `the step is ${kinds.join(' and ')} at once`;
      const repair = kinds.length === 0 ? 'remove it' : 'make each a step of its own';
      return [problem(rollout, message, repair, path)];
    }),
};
