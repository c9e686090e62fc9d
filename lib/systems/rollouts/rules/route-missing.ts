import { problem, type Rule } from '../../../audit';
import { httpRoutesOf, ingressesOf, inNamespace, virtualServicesOf } from '../routes';
import { canary, example, HELD, object, SERVICES } from './examples';

const trafficRouting = { plugins: { 'argoproj-labs/gatewayAPI': { httpRoute: 'orders' } } };
const rules = [{ backendRefs: [{ name: 'orders-stable' }, { name: 'orders-canary' }] }];

export const routeMissing: Rule = {
  id: 'ROL011',
  severity: 'error',
  title: 'the route that a canary weighs does not exist',
  why: 'without an Ingress or VirtualService the Rollout is refused (InvalidSpec); without an HTTPRoute the first weight fails, in the middle of a release',
  repair: 'add the route to the namespace of the Rollout',
  good: example(
    canary({ ...SERVICES, trafficRouting, steps: HELD }),
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'orders', { rules }),
  ),
  bad: example(canary({ ...SERVICES, trafficRouting, steps: HELD })),
  check: (assembly) =>
    [
      ...httpRoutesOf(assembly)
        .filter(isMissing)
        .map((one) => ({ ...one, kind: 'HTTPRoute' })),
      ...virtualServicesOf(assembly)
        .filter(isMissing)
        .map((one) => ({ ...one, kind: 'VirtualService' })),
      ...ingressesOf(assembly)
        .filter(isMissing)
        .map((one) => ({ ...one, kind: 'Ingress' })),
    ].map(({ rollout, kind, name, namespace, path }) => {
      const message = `there is no ${kind} ${name}${inNamespace(namespace)}`;
      return problem(rollout, message, 'add it, or correct the name', path);
    }),
};

function isMissing({ route }: { readonly route?: object }): boolean {
  return route === undefined;
}
