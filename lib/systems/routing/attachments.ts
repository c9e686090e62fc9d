import { type Manifest, type Manifests, readOnce } from '../../assembly';
import './kinds';
import { type GatewayObject, type HttpRouteObject, type ParentRef } from './kinds';

type Listener = NonNullable<GatewayObject['spec']['listeners']>[number];

/** A reference of an HTTPRoute to a Gateway of the assembly, or to one that ought to be there. */
export interface Attachment {
  readonly route: Manifest<HttpRouteObject>;
  readonly parent: ParentRef;
  readonly namespace: string | undefined;
  /** The field that names the Gateway. */
  readonly path: string;
  readonly gateway?: Manifest<GatewayObject>;
  /** The listeners that the reference means. */
  readonly listeners: readonly Listener[];
  /** Whether the assembly holds Gateways of that namespace: if not, they are made elsewhere. */
  readonly isKnown: boolean;
}

/** Every place where an HTTPRoute hangs on a Gateway. */
export const attachmentsOf = readOnce((manifests: Manifests): readonly Attachment[] => {
  const placeOf = (environment: string, namespace: string | undefined): string => `${environment}\n${namespace ?? ''}`;
  const gateways = manifests.of('gateway.networking.k8s.io/Gateway');
  const known = new Set(gateways.map(({ environment, object }) => placeOf(environment, object.metadata.namespace)));
  return manifests.of('gateway.networking.k8s.io/HTTPRoute').flatMap((route) =>
    (route.object.spec.parentRefs ?? []).flatMap((parent, i): Attachment[] => {
      if ((parent.kind ?? 'Gateway') !== 'Gateway') return [];
      const { environment, object } = route;
      const namespace = parent.namespace ?? object.metadata.namespace;
      const key = { environment, namespace, name: parent.name };
      const gateway = manifests.tryFind('gateway.networking.k8s.io/Gateway', key);
      const listeners = (gateway?.object.spec.listeners ?? []).filter(
        ({ name, port }) =>
          (parent.sectionName ?? name) === name && (parent.port === undefined || parent.port === port),
      );
      const isKnown = known.has(placeOf(environment, namespace));
      const path = `spec.parentRefs[${i}]`;
      return [{ route, parent, namespace, path, listeners, isKnown, ...(gateway === undefined ? {} : { gateway }) }];
    }),
  );
});

/** Whether a listener and a route have a host name in common; either may begin with `*.`. */
export function hostnamesMeet(listener: string | undefined, route: string): boolean {
  if (listener === undefined || listener === route) return true;
  return covers(listener, route) || covers(route, listener);
}

function covers(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.endsWith(wildcard.slice(1));
}
