import { problem, type Rule } from '../../../audit';
import { canary, example, HELD, rollout } from './examples';

const BLUE_GREEN = { activeService: 'orders-active', previewService: 'orders-preview' };

export const strategyNotOne: Rule = {
  id: 'ROL002',
  severity: 'error',
  title: 'a Rollout has no strategy, or two',
  why: 'the controller refuses it (InvalidSpec) and nothing deploys',
  repair: 'keep either canary or blueGreen',
  good: example(canary({ steps: HELD })),
  bad: example(rollout({ strategy: { canary: { steps: HELD }, blueGreen: BLUE_GREEN } })),
  check: ({ manifests }) =>
    manifests.of('argoproj.io/Rollout').flatMap((one) => {
      const { canary: steps, blueGreen } = one.object.spec.strategy ?? {};
      if ((steps === undefined) !== (blueGreen === undefined)) return [];
      const message = steps ? 'it is a canary and blue-green at once' : 'it says neither canary nor blueGreen';
      return [problem(one, message, 'keep one of the two', 'spec.strategy')];
    }),
};
