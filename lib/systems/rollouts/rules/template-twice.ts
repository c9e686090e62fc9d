import { problem, type Rule } from '../../../audit';
import { canary, example, HELD, rollout } from './examples';

const workloadRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' };
const strategy = { canary: { steps: HELD } };

export const templateTwice: Rule = {
  id: 'ROL031',
  severity: 'error',
  title: 'a Rollout has a pod template and takes that of a Deployment as well',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'keep the template or workloadRef',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/migrating/',
  good: example(rollout({ strategy, workloadRef, template: undefined })),
  bad: example(canary(strategy.canary, { workloadRef })),
  check: ({ manifests }) =>
    manifests
      .of('argoproj.io/Rollout')
      .filter(
        ({ object: { spec } }) => spec.workloadRef && Object.keys(spec.template?.metadata?.labels ?? {}).length > 0,
      )
      .map((one) => {
        const message = 'it has a template, and workloadRef takes another';
        return problem(one, message, 'keep one of the two', 'spec.workloadRef');
      }),
};
