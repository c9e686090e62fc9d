import { problem, type Rule } from '../../../audit';
import { leadsOf } from '../leads';
import { example, httpRoute, service } from './examples';

export const portMissing: Rule = {
  id: 'RTE002',
  severity: 'error',
  title: 'a route leads to a port that its Service does not have',
  why: 'it is accepted, and every request for it is answered with an error',
  repair: "name a port of the Service: the one that it is reached at, not the container's",
  reference: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#backendrefs-optional',
  good: example(service('orders'), httpRoute()),
  bad: example(service('orders'), httpRoute({ rules: [{ backendRefs: [{ name: 'orders', port: 8080 }] }] })),
  check: ({ manifests }) =>
    leadsOf(manifests).flatMap(({ route, service: name, namespace, port, needsPort, path }) => {
      if (port === undefined) {
        return needsPort ? [problem(route, `it names no port of Service ${name}`, 'name the port', path)] : [];
      }
      const { environment } = route;
      const ports = manifests.tryFind('Service', { environment, namespace, name })?.object.spec?.ports ?? [];
      const known = ports.map((one) => (typeof port === 'number' ? one.port : one.name));
      if (ports.length === 0 || known.includes(port)) return [];
      const names = ports.map((one) => (one.name === undefined ? one.port : `${one.port} (${one.name})`)).join(', ');
      return [problem(route, `Service ${name} has no port ${port}, it has ${names}`, `use ${names}`, path)];
    }),
};
