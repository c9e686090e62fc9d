import { problem, type Rule } from '../../../audit';
import { canary, example, HELD } from './examples';

const DEFAULT_DEADLINE = 600;

export const deadlineTooShort: Rule = {
  id: 'ROL025',
  severity: 'error',
  title: 'pods have to be ready for longer than they may take',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'make progressDeadlineSeconds longer than minReadySeconds',
  good: example(canary({ steps: HELD }, { minReadySeconds: 30, progressDeadlineSeconds: 300 })),
  bad: example(canary({ steps: HELD }, { minReadySeconds: 30, progressDeadlineSeconds: 30 })),
  check: ({ manifests }) =>
    manifests.of('argoproj.io/Rollout').flatMap((rollout) => {
      const { minReadySeconds = 0, progressDeadlineSeconds = DEFAULT_DEADLINE } = rollout.object.spec;
      if (progressDeadlineSeconds > minReadySeconds) return [];
      const message = `the deadline of ${progressDeadlineSeconds} s is not longer than the ${minReadySeconds} s of minReadySeconds`;
      return [problem(rollout, message, 'make the deadline longer', 'spec.progressDeadlineSeconds')];
    }),
};
