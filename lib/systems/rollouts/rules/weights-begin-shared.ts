import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { virtualServicesOf } from '../routes';
import { canary, example, HELD, object, SERVICES } from './examples';

const routed = canary({ ...SERVICES, trafficRouting: { istio: { virtualService: { name: 'orders' } } }, steps: HELD });
const weighing = (stable: number, other: number): object =>
  object('networking.istio.io/v1', 'VirtualService', 'orders', {
    hosts: ['orders'],
    http: [
      {
        route: [
          { destination: { host: 'orders-stable' }, weight: stable },
          { destination: { host: 'orders-canary' }, weight: other },
        ],
      },
    ],
  });

/** Weights that are left out are no claim, and routes to other places are not the Rollout's. */
export const weightsBeginShared: Rule = {
  id: 'ROL061',
  severity: 'warning',
  title: 'a VirtualService that a Rollout weighs gives the canary traffic from the start',
  why: 'each time the file is applied the weights of a running release are overwritten: part of the users reach a version that nobody judges, or none',
  repair: 'begin with 100 and 0, and let GitOps ignore the weights from then on',
  reference:
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#integrating-with-gitops',
  good: example(routed, weighing(100, 0)),
  bad: example(routed, weighing(80, 20)),
  check: (assembly) =>
    virtualServicesOf(assembly).flatMap(({ rollout, canary: strategy, routes, route: found }) => {
      const rule = strategy.trafficRouting?.istio?.destinationRule;
      return (found?.object.spec.http ?? []).flatMap(({ name = '', route = [] }, i) => {
        if (!found || (routes.length > 0 && !routes.includes(name))) return [];
        const given = route.findIndex(
          ({ destination: { host, subset }, weight = 0 }) =>
            weight > 0 &&
            (subset === undefined ? host.split('.')[0] === strategy.canaryService : subset === rule?.canarySubsetName),
        );
        if (given < 0) return [];
        const message = `it gives the canary of ${describe(rollout.object)} ${route[given]?.weight ?? 0} % before any release`;
        return problem(
          found,
          message,
          'begin with 100 for stable and 0 for canary',
          `spec.http[${i}].route[${given}].weight`,
        );
      });
    }),
};
