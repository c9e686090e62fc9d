import { problem, type Rule } from '../../../audit';
import { referencedServices } from '../referenced-services';
import { canary, example, HELD, service, SERVICES } from './examples';

export const serviceMissing: Rule = {
  id: 'ROL006',
  severity: 'error',
  title: 'a Rollout names a Service that does not exist',
  why: 'the controller refuses the Rollout (InvalidSpec) until the Service is there; its linter never looks',
  repair: 'add the Service to the namespace of the Rollout',
  good: example(canary({ ...SERVICES, steps: HELD }), service('orders-stable'), service('orders-canary')),
  bad: example(canary({ ...SERVICES, steps: HELD }), service('orders-stable')),
  check: (assembly) =>
    referencedServices(assembly)
      .filter(({ service: found }) => found === undefined)
      .map(({ rollout, name, path }) => {
        const { namespace } = rollout.object.metadata;
        const message = `there is no Service ${name}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
        return problem(rollout, message, 'add it, or correct the name', path);
      }),
};
