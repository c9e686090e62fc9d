import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { ingressesOf } from '../routes';
import { canary, example, HELD, object, SERVICES } from './examples';

const trafficRouting = { alb: { ingress: 'orders', servicePort: 80 } };
const orders = canary({ ...SERVICES, trafficRouting, steps: HELD });

function ingress(name: string): object {
  const backend = { service: { name, port: { name: 'use-annotation' } } };
  const rules = [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }];
  return object('networking.k8s.io/v1', 'Ingress', 'orders', { ingressClassName: 'alb', rules });
}

export const ingressMissesService: Rule = {
  id: 'ROL015',
  severity: 'error',
  title: 'an Ingress does not lead to the Service that the canary starts from',
  why: 'the controller refuses the Rollout (InvalidSpec) and nothing deploys',
  repair: 'lead a rule of the Ingress to the stable Service, or to the root Service where the Rollout names one',
  good: example(orders, ingress('orders-stable')),
  bad: example(orders, ingress('orders')),
  check: (assembly) =>
    ingressesOf(assembly).flatMap(({ rollout, route, backend }) => {
      if (!route || backend === undefined) return [];
      const paths = (route.object.spec?.rules ?? []).flatMap((rule) => rule.http?.paths ?? []);
      if (paths.some((path) => path.backend.service?.name === backend)) return [];
      const message = `no rule leads to ${backend}, from which ${describe(rollout.object)} takes the traffic`;
      return [problem(route, message, 'lead a rule to it', 'spec.rules')];
    }),
};
