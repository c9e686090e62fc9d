import { problem, type Rule } from '../../../audit';
import { attachmentsOf } from '../attachments';
import { example, gateway, httpRoute } from './examples';

/** A listener that chooses namespaces by their labels may have chosen this one. */
export const listenerClosed: Rule = {
  id: 'RTE006',
  severity: 'error',
  title: 'a Gateway takes no routes from the namespace of this one',
  why: 'a listener that says nothing takes routes of its own namespace alone: the route is never accepted',
  repair: 'let the listener take routes from all namespaces, or from those with a label',
  reference: 'https://gateway-api.sigs.k8s.io/guides/multiple-ns/',
  good: example(gateway(), httpRoute()),
  bad: example(gateway({ allowedRoutes: undefined }), httpRoute()),
  check: ({ manifests }) =>
    attachmentsOf(manifests).flatMap(({ route, parent, listeners, namespace, path }) => {
      const own = route.object.metadata.namespace;
      if (listeners.length === 0 || own === undefined || own === namespace) return [];
      if (listeners.some(({ allowedRoutes }) => (allowedRoutes?.namespaces?.from ?? 'Same') !== 'Same')) return [];
      const message = `Gateway ${parent.name} takes routes of namespace ${namespace ?? ''} alone`;
      return [problem(route, message, 'set allowedRoutes.namespaces.from at its listener', path)];
    }),
};
