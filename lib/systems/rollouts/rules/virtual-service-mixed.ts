import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type VirtualServiceObject } from '../../routing/kinds';
import { virtualServicesOf } from '../routes';
import { canary, example, HELD, object, SERVICES } from './examples';

const istio = { virtualService: { name: 'orders' } };
const subsets = { name: 'orders', canarySubsetName: 'canary', stableSubsetName: 'stable' };
const hosts = object('networking.istio.io/v1', 'VirtualService', 'orders', {
  hosts: ['orders'],
  http: [
    {
      route: [
        { destination: { host: 'orders-stable' }, weight: 100 },
        { destination: { host: 'orders-canary' }, weight: 0 },
      ],
    },
  ],
});

export const virtualServiceMixed: Rule = {
  id: 'ROL013',
  severity: 'error',
  title: 'a VirtualService does not lead to what the Rollout weighs',
  why: 'the controller refuses the Rollout (InvalidSpec): without destinationRule it looks for both Services among the hosts, with one for both subsets',
  repair: 'weigh the two Services and name no destinationRule, or weigh two subsets of one host',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/',
  good: example(canary({ ...SERVICES, trafficRouting: { istio }, steps: HELD }), hosts),
  bad: example(
    canary({ ...SERVICES, trafficRouting: { istio: { ...istio, destinationRule: subsets } }, steps: HELD }),
    hosts,
  ),
  check: (assembly) =>
    virtualServicesOf(assembly).flatMap(({ rollout, canary: strategy, routes, route: found }) => {
      if (!found) return [];
      const http = found.object.spec.http ?? [];
      const weighed = routes.length === 0 ? http.slice(0, 1) : http.filter(({ name = '' }) => routes.includes(name));
      const unknown = routes.filter((name) => !http.some((one) => one.name === name));
      if (unknown.length > 0 || (routes.length === 0 && http.length > 1)) {
        const names = unknown.length > 0 ? `it has no route called ${unknown.join(', ')}` : 'it has several routes';
        const message = `${names}, and ${describe(rollout.object)} has to name the ones it weighs`;
        return [problem(found, message, 'name the routes in both', 'spec.http')];
      }
      const rule = strategy.trafficRouting?.istio?.destinationRule;
      const wanted = rule
        ? { subset: [rule.stableSubsetName, rule.canarySubsetName] }
        : { host: [strategy.stableService, strategy.canaryService] };
      return weighed.flatMap((one) => {
        const missing = missingFrom(one, wanted);
        if (missing.length === 0) return [];
        const message = `it does not lead to ${missing.join(' and ')}, which ${describe(rollout.object)} weighs`;
        const repair = rule ? 'lead to both subsets, or name no destinationRule' : 'lead to both Services';
        return [problem(found, message, repair, 'spec.http')];
      });
    }),
};

type Route = NonNullable<VirtualServiceObject['spec']['http']>[number];

/** The first label of a host is the name of the Service. */
function missingFrom(
  { route = [] }: Route,
  { host = [], subset = [] }: { readonly host?: readonly (string | undefined)[]; readonly subset?: readonly string[] },
): readonly string[] {
  const hosts = route.map(({ destination }) => destination.host.split('.')[0]);
  const names = route.map(({ destination }) => destination.subset);
  return [
    ...host.flatMap((name) => (name === undefined || hosts.includes(name) ? [] : `host ${name}`)),
    ...subset.flatMap((name) => (names.includes(name) ? [] : `subset ${name}`)),
  ];
}
