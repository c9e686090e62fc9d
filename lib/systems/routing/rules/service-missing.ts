import { problem, type Rule } from '../../../audit';
import { knowsServices, leadsOf } from '../leads';
import { example, httpRoute, service } from './examples';

/** Silent in a namespace of which no Service is known, and of the Services that Flagger makes. */
export const serviceMissing: Rule = {
  id: 'RTE001',
  severity: 'error',
  title: 'a route leads to a Service that does not exist',
  why: 'it is accepted, and every request for it is answered with an error',
  repair: 'add the Service to the namespace of the route, or correct the name',
  reference: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional',
  good: example(service('orders'), httpRoute()),
  bad: example(service('order'), httpRoute()),
  check: ({ manifests }) =>
    leadsOf(manifests).flatMap((lead) => {
      const { route, service: name, namespace, path } = lead;
      if (!knowsServices(manifests, lead)) return [];
      if (manifests.tryFind('Service', { environment: route.environment, namespace, name })) return [];
      const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
      return [problem(route, `there is no Service ${name}${where}`, 'add it, or correct the name', path)];
    }),
};
