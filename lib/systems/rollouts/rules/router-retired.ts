import { problem, type Rule } from '../../../audit';
import { canariesOf, CANARY } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

export const routerRetired: Rule = {
  id: 'ROL017',
  severity: 'warning',
  title: 'a canary goes through ingress-nginx, which is retired',
  why: 'it gets no security fixes since March 2026, and all traffic passes through it',
  repair: 'move the traffic to the Gateway API, Istio or a load balancer of the cloud',
  reference: 'https://github.com/kubernetes/ingress-nginx',
  good: example(canary({ ...SERVICES, trafficRouting: { alb: { ingress: 'orders', servicePort: 80 } }, steps: HELD })),
  bad: example(canary({ ...SERVICES, trafficRouting: { nginx: { stableIngress: 'orders' } }, steps: HELD })),
  check: (assembly) =>
    canariesOf(assembly)
      .filter(({ canary: { trafficRouting } }) => trafficRouting?.nginx !== undefined)
      .map(({ rollout }) => {
        const message = 'its traffic router is ingress-nginx, which gets no security fixes any more';
        return problem(rollout, message, 'use the plugin argoproj-labs/gatewayAPI', `${CANARY}.trafficRouting.nginx`);
      }),
};
