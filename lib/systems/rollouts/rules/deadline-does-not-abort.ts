import { problem, type Rule } from '../../../audit';
import { canary, example, HELD } from './examples';

export const deadlineDoesNotAbort: Rule = {
  id: 'ROL024',
  severity: 'warning',
  title: 'a release whose pods never become ready is not taken back',
  why: 'the deadline only marks the Rollout as degraded; the broken pods stay, and keep what share of the traffic they have',
  repair: 'set progressDeadlineAbort',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  good: example(canary({ steps: HELD }, { progressDeadlineAbort: true })),
  bad: example(canary({ steps: HELD })),
  check: ({ manifests }) =>
    manifests
      .of('argoproj.io/Rollout')
      .filter(({ object }) => !object.spec.progressDeadlineAbort)
      .map((rollout) => {
        const message = 'pods that miss the progress deadline leave it degraded, and are not taken back';
        return problem(rollout, message, 'set progressDeadlineAbort to true', 'spec.progressDeadlineAbort');
      }),
};
