import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { targetsOf } from '../targets';
import { canary, deployment, example } from './examples';

export const replicasPinned: Rule = {
  id: 'FLG006',
  severity: 'warning',
  title: 'the target of a Canary says its replicas',
  why: 'Flagger scales it to nothing between releases, and each apply starts those pods again: GitOps and Flagger undo each other',
  repair: 'leave replicas out, and let an autoscaler say them',
  reference: 'https://docs.flagger.app/faq#canary-deployments',
  good: example(canary({}), deployment()),
  bad: example(canary({}), deployment({ replicas: 3 })),
  check: ({ manifests }) =>
    targetsOf(manifests)
      .filter(({ workload }) => workload.replicas !== undefined)
      .map(({ canary: { object }, target, workload }) =>
        problem(
          target,
          `it says ${workload.replicas} replicas, and ${describe(object)} scales it to 0 after each release`,
          'remove spec.replicas',
          'spec.replicas',
        ),
      ),
};
