import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { referencedServices } from '../referenced-services';
import { podsOf } from '../../kubernetes/pods';
import { canary, example, HELD, object, service, SERVICES } from './examples';

/** The controller writes this label into selectors by itself. */
const HASH = 'rollouts-pod-template-hash';

const OTHER = { app: 'payments' };
const payments = object('apps/v1', 'Deployment', 'payments', {
  selector: { matchLabels: OTHER },
  template: {
    metadata: { labels: OTHER },
    spec: { containers: [{ name: 'payments', image: 'ghcr.io/acme/payments' }] },
  },
});

/** A Service that selects nothing at all is a mistake of its own. */
export const serviceMissesPods: Rule = {
  id: 'ROL007',
  severity: 'error',
  title: 'a Service that a Rollout switches selects pods of something else',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'let the Service select labels that the pod template has',
  good: example(canary({ ...SERVICES, steps: HELD }), service('orders-stable'), service('orders-canary'), payments),
  bad: example(
    canary({ ...SERVICES, steps: HELD }),
    service('orders-stable'),
    service('orders-canary', { selector: OTHER }),
    payments,
  ),
  check: (assembly) =>
    referencedServices(assembly).flatMap(({ rollout, service: found }) => {
      if (!found || rollout.object.spec.workloadRef) return [];
      const matchLabels = found.object.spec?.selector ?? {};
      const pods = podsOf(assembly.manifests);
      if (pods.misses(found.environment, found.object.metadata.namespace, { matchLabels })) return [];
      const labels = rollout.object.spec.template?.metadata?.labels ?? {};
      return Object.entries(matchLabels)
        .filter(([label, value]) => label !== HASH && labels[label] !== value)
        .map(([label, value]) => {
          const has = labels[label] === undefined ? 'do not have it' : `have ${label}=${labels[label]}`;
          const message = `it selects ${label}=${value}, and the pods of ${describe(rollout.object)} ${has}`;
          return problem(found, message, 'select the labels of the pod template', 'spec.selector');
        });
    }),
};
