import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD, service, SERVICES } from './examples';

const trafficRouting = { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'orders' } } };

export const routerWithoutServices: Rule = {
  id: 'ROL009',
  severity: 'error',
  title: 'a traffic router is not given two Services',
  why: 'it has nothing to share the traffic between: built-in routers are refused (InvalidSpec), a plugin fails at the first weight, in the middle of a release',
  repair: 'name a stable and a canary Service, and not the same one',
  good: example(
    canary({ ...SERVICES, trafficRouting, steps: HELD }),
    service('orders-stable'),
    service('orders-canary'),
  ),
  bad: example(canary({ stableService: 'orders-stable', trafficRouting, steps: HELD }), service('orders-stable')),
  check: (assembly) =>
    canariesOf(assembly).flatMap(({ rollout, canary: strategy }) => {
      const { stableService, canaryService, trafficRouting: routing, pingPong } = strategy;
      if (stableService && stableService === canaryService) {
        const message = `${stableService} is the stable and the canary Service at once`;
        return [problem(rollout, message, 'give each version a Service of its own', `${CANARY}.canaryService`)];
      }
      if (!routing || pingPong || routing.istio?.destinationRule) return [];
      return (['stableService', 'canaryService'] as const)
        .filter((field) => !strategy[field])
        .map((field) =>
          problem(rollout, `its router has no ${field}`, 'name the Service of that version', `${CANARY}.${field}`),
        );
    }),
};
