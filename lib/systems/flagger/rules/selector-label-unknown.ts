import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { targetsOf } from '../targets';
import { canary, deployment, example } from './examples';

/** What Flagger looks for unless its flag `-selector-labels` says otherwise. */
const LABELS = ['app', 'name', 'app.kubernetes.io/name'];

export const selectorLabelUnknown: Rule = {
  id: 'FLG014',
  severity: 'error',
  title: 'the target of a Canary is selected by a label that Flagger does not look for',
  why: 'Flagger cannot tell the primary from the canary, and stops before the first release',
  repair: 'select the pods by app, name or app.kubernetes.io/name',
  reference: 'https://docs.flagger.app/usage/how-it-works#canary-target',
  good: example(canary({}), deployment()),
  bad: example(canary({}), deployment({}, 'component')),
  check: ({ manifests }) =>
    targetsOf(manifests).flatMap(({ canary: { object }, target, workload }) => {
      const keys = Object.keys(workload.selector?.matchLabels ?? {});
      if (keys.some((key) => LABELS.includes(key))) return [];
      const message = `${describe(object)} needs app, name or app.kubernetes.io/name in its selector, which has ${keys.join(', ')}`;
      return [problem(target, message, 'select by app.kubernetes.io/name', 'spec.selector.matchLabels')];
    }),
};
