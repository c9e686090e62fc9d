import { describe } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type Claim, claimsOf } from '../claims';
import { example, httpRoute } from './examples';

const path = (value: string): object[] => [{ path: { type: 'PathPrefix', value } }];
const backendRefs = [{ name: 'orders', port: 80 }];

export const claimedTwice: Rule = {
  id: 'RTE003',
  severity: 'warning',
  title: 'two routes claim the same host and path',
  why: 'only one of them gets the requests, as a rule the older one, and a cluster made anew may choose the other',
  repair: 'make one route of the two, or give each a path of its own',
  reference: 'https://gateway-api.sigs.k8s.io/geps/gep-1426/',
  good: example(httpRoute(), httpRoute({ rules: [{ matches: path('/api'), backendRefs }] }, 'orders-api')),
  bad: example(httpRoute(), httpRoute({ rules: [{ matches: path('/'), backendRefs }] }, 'orders-api')),
  check: ({ manifests }) => {
    const first = new Map<string, Claim>();
    return claimsOf(manifests).flatMap((claim) => {
      const { route, entry, host, what } = claim;
      const key = [route.environment, route.object.kind, entry, host, what].join('\n');
      const other = first.get(key);
      if (other === undefined) first.set(key, claim);
      if (other === undefined || other.route === route) return [];
      const message = `${describe(other.route.object)} claims ${host} at ${entry} as well (${what})`;
      return [problem(route, message, 'make one route of the two, or give each a path of its own', claim.path)];
    });
  },
};
