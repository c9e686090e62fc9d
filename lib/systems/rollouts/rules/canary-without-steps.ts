import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD } from './examples';

export const canaryWithoutSteps: Rule = {
  id: 'ROL071',
  severity: 'warning',
  title: 'a canary has no steps',
  why: 'the new version gets all traffic as fast as its pods start, as with a Deployment: nothing is held and nothing judged before everybody has it',
  repair: 'add steps that set a weight and hold it',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/#example',
  good: example(canary({ steps: HELD })),
  bad: example(canary({})),
  check: (assembly) =>
    canariesOf(assembly)
      .filter(({ steps }) => steps.length === 0)
      .map(({ rollout }) => problem(rollout, 'the canary has no steps', 'add setWeight and pause', `${CANARY}.steps`)),
};
