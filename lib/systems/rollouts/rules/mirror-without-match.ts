import { problem, type Rule } from '../../../audit';
import { stepsOf } from '../steps';
import { canary, example, HELD, SERVICES } from './examples';

const trafficRouting = { managedRoutes: [{ name: 'copies' }], istio: { virtualService: { name: 'orders' } } };
const mirror = { name: 'copies', percentage: 20 };
const match = [{ path: { prefix: '/' } }];

export const mirrorWithoutMatch: Rule = {
  id: 'ROL080',
  severity: 'error',
  title: 'a step that is to copy requests says of no request that it is copied',
  why: 'a mirror without match is how its end is written: the controller takes the route away, and no request is ever copied',
  repair: 'name the requests; all of them are those whose path begins with "/"',
  reference: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-mirroring',
  good: example(canary({ ...SERVICES, trafficRouting, steps: [{ setMirrorRoute: { ...mirror, match } }, ...HELD] })),
  bad: example(canary({ ...SERVICES, trafficRouting, steps: [{ setMirrorRoute: mirror }, ...HELD] })),
  check: (assembly) =>
    stepsOf(assembly).flatMap(({ rollout, step: { setMirrorRoute: route }, path }) => {
      if (route?.percentage === undefined || route.match !== undefined) return [];
      const message = `the mirror ${route.name} has a percentage and no match, so nothing is copied`;
      return [problem(rollout, message, 'add match: [{ path: { prefix: / } }]', `${path}.setMirrorRoute`)];
    }),
};
