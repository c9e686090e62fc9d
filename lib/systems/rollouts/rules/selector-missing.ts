import { problem, type Rule } from '../../../audit';
import { canary, example, HELD } from './examples';

export const selectorMissing: Rule = {
  id: 'ROL001',
  severity: 'error',
  title: 'a Rollout selects no pods',
  why: 'the controller refuses it (InvalidSpec) and nothing deploys',
  repair: 'select labels of the pod template',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: HELD }, { selector: {} })),
  check: ({ manifests }) =>
    manifests.of('argoproj.io/Rollout').flatMap((rollout) => {
      const { selector, workloadRef } = rollout.object.spec;
      const size = Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions ?? []).length;
      if (workloadRef || size > 0) return [];
      const message = selector ? 'its selector is empty' : 'it has no selector';
      return [problem(rollout, message, 'select labels of its pod template', 'spec.selector')];
    }),
};
