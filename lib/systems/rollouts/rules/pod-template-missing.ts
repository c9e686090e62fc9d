import { problem, type Rule } from '../../../audit';
import { canary, example, HELD } from './examples';

export const podTemplateMissing: Rule = {
  id: 'ROL060',
  severity: 'error',
  title: 'a Rollout has neither a pod template nor a Deployment to take it from',
  why: 'the controller refuses it (InvalidSpec): there is nothing to run',
  repair: 'add spec.template, or name a Deployment in spec.workloadRef',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  good: example(canary({ steps: HELD })),
  bad: example(canary({ steps: HELD }, { template: undefined })),
  check: ({ manifests }) =>
    manifests
      .of('argoproj.io/Rollout')
      .filter(({ object: { spec } }) => !spec.template && !spec.workloadRef)
      .map((one) => problem(one, 'it says nothing of its pods', 'add spec.template or spec.workloadRef', 'spec')),
};
