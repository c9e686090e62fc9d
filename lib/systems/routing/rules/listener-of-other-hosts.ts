import { problem, type Rule } from '../../../audit';
import { attachmentsOf, hostnamesMeet } from '../attachments';
import { example, gateway, httpRoute } from './examples';

export const listenerOfOtherHosts: Rule = {
  id: 'RTE005',
  severity: 'error',
  title: 'no listener of the Gateway answers to the host names of a route',
  why: 'the Gateway does not accept the route: no request ever reaches it',
  repair: 'use a host name that a listener covers, or give the Gateway a listener for it',
  reference: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#hostnames',
  good: example(gateway(), httpRoute()),
  bad: example(gateway({ hostname: '*.acme.example' }), httpRoute()),
  check: ({ manifests }) =>
    attachmentsOf(manifests).flatMap(({ route, parent, listeners, path }) => {
      const { hostnames = [] } = route.object.spec;
      if (listeners.length === 0 || hostnames.length === 0) return [];
      if (listeners.some(({ hostname }) => hostnames.some((host) => hostnamesMeet(hostname, host)))) return [];
      const answered = listeners.flatMap(({ hostname }) => hostname ?? []).join(', ');
      const message = `Gateway ${parent.name} answers to ${answered}, and the route to ${hostnames.join(', ')}`;
      return [problem(route, message, 'use a host name that the Gateway answers to', path)];
    }),
};
