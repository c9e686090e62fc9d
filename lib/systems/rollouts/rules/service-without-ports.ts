import { problem, type Rule } from '../../../audit';
import { referencedServices } from '../referenced-services';
import { canary, example, HELD, service, SERVICES } from './examples';

export const serviceWithoutPorts: Rule = {
  id: 'ROL008',
  severity: 'error',
  title: 'a Service that a Rollout switches has no ports',
  why: 'the API server refuses the Service, and then the controller refuses the Rollout that names it',
  repair: 'give it the port that callers use',
  good: example(canary({ ...SERVICES, steps: HELD }), service('orders-stable'), service('orders-canary')),
  bad: example(
    canary({ ...SERVICES, steps: HELD }),
    service('orders-stable'),
    service('orders-canary', { ports: undefined }),
  ),
  check: (assembly) => {
    const found = referencedServices(assembly).flatMap(({ service: one }) => one ?? []);
    return [...new Set(found)]
      .filter(({ object }) => (object.spec?.ports ?? []).length === 0)
      .map((one) => problem(one, 'it has no ports', 'add the port that callers use', 'spec.ports'));
  },
};
