import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { httpRoutesOf } from '../routes';
import { canary, example, HELD, object, SERVICES } from './examples';

const trafficRouting = { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'orders' } } };
const orders = canary({ ...SERVICES, trafficRouting, steps: HELD });

function route(...names: readonly string[]): object {
  const backendRefs = names.map((name, i) => ({
    group: '',
    kind: 'Service',
    name,
    port: 80,
    weight: i === 0 ? 100 : 0,
  }));
  return object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'orders', { rules: [{ backendRefs }] });
}

export const routeMissesService: Rule = {
  id: 'ROL012',
  severity: 'error',
  title: 'an HTTPRoute does not lead to both versions',
  why: 'the plugin finds no place for the weight, so the first one fails, in the middle of a release',
  repair: 'give a rule of the route both Services as backends, with the weights 100 and 0',
  reference: 'https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/',
  good: example(orders, route('orders-stable', 'orders-canary')),
  bad: example(orders, route('orders-stable')),
  check: (assembly) =>
    httpRoutesOf(assembly).flatMap(({ rollout, canary: { stableService, canaryService }, route: found }) => {
      if (!found) return [];
      const backends = (found.object.spec.rules ?? []).flatMap((rule) => rule.backendRefs ?? []);
      return [stableService, canaryService]
        .filter((name) => name !== undefined && !backends.some((backend) => backend.name === name))
        .map((name) => {
          const message = `no rule leads to ${name}, which ${describe(rollout.object)} gives a weight`;
          return problem(found, message, 'add it to the backends, with weight 0 for the canary', 'spec.rules');
        });
    }),
};
