import { problem, type Rule } from '../../../audit';
import { attachmentsOf } from '../attachments';
import { example, gateway, httpRoute } from './examples';

/** Silent where no Gateway of that namespace is in the assembly: then somebody else makes them. */
export const gatewayMissing: Rule = {
  id: 'RTE004',
  severity: 'error',
  title: 'a route hangs on a Gateway or listener that does not exist',
  why: 'the route is accepted by the API server and by no Gateway: no request ever reaches it',
  repair: 'name a Gateway of the cluster and, if any, a listener of it',
  reference: 'https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways',
  good: example(gateway(), httpRoute()),
  bad: example(gateway(), httpRoute({ parentRefs: [{ name: 'internal', namespace: 'gateways' }] })),
  check: ({ manifests }) =>
    attachmentsOf(manifests).flatMap(({ route, parent, namespace, path, gateway: found, listeners, isKnown }) => {
      if (!isKnown || listeners.length > 0) return [];
      if (!found) {
        const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
        return [problem(route, `there is no Gateway ${parent.name}${where}`, 'add it, or correct the name', path)];
      }
      const names = (found.object.spec.listeners ?? []).map(({ name }) => name).join(', ');
      const wanted = [parent.sectionName, parent.port].filter((one) => one !== undefined).join(' at port ');
      return [
        problem(route, `Gateway ${parent.name} has no listener ${wanted}`, `name one of its listeners: ${names}`, path),
      ];
    }),
};
