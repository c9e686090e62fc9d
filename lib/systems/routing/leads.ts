import { type Manifest, type Manifests, readOnce } from '../../assembly';
import './kinds';
import { type IngressBackend } from './kinds';

/** A place where a route names a Service. */
export interface Lead {
  readonly route: Manifest;
  /** The Service. */
  readonly service: string;
  readonly namespace: string | undefined;
  /** The port by number or by name; nothing where the route leaves it out. */
  readonly port?: number | string;
  /** Whether a route of this kind has to name a port. */
  readonly needsPort: boolean;
  /** The field that names it. */
  readonly path: string;
}

/** Every place where an HTTPRoute, an Ingress or a VirtualService names a Service of the cluster. */
export const leadsOf = readOnce((manifests: Manifests): readonly Lead[] => [
  ...ofHttpRoutes(manifests),
  ...ofIngresses(manifests),
  ...ofVirtualServices(manifests),
]);

function ofHttpRoutes(manifests: Manifests): Lead[] {
  return manifests.of('gateway.networking.k8s.io/HTTPRoute').flatMap((route) =>
    (route.object.spec.rules ?? []).flatMap(({ backendRefs = [] }, i) =>
      backendRefs.flatMap(({ group = '', kind = 'Service', name, port, ...ref }, j) => {
        if (group !== '' || kind !== 'Service') return [];
        const namespace = ref.namespace ?? route.object.metadata.namespace;
        return [{ route, service: name, namespace, port, needsPort: true, path: `spec.rules[${i}].backendRefs[${j}]` }];
      }),
    ),
  );
}

/** A backend whose port is an annotation's is none: the AWS controller reads the annotation of its name. */
export const ANNOTATION_PORT = 'use-annotation';

function ofIngresses(manifests: Manifests): Lead[] {
  return manifests.of('networking.k8s.io/Ingress').flatMap((route) => {
    const { defaultBackend, rules = [] } = route.object.spec ?? {};
    const lead = (backend: IngressBackend | undefined, path: string): Lead[] => {
      const { name, port } = backend?.service ?? {};
      if (name === undefined || port?.name === ANNOTATION_PORT) return [];
      const { namespace } = route.object.metadata;
      return [{ route, service: name, namespace, port: port?.name ?? port?.number, needsPort: true, path }];
    };
    return [
      ...lead(defaultBackend, 'spec.defaultBackend'),
      ...rules.flatMap(({ http }, i) =>
        (http?.paths ?? []).flatMap(({ backend }, j) => lead(backend, `spec.rules[${i}].http.paths[${j}].backend`)),
      ),
    ];
  });
}

function ofVirtualServices(manifests: Manifests): Lead[] {
  return manifests.of('networking.istio.io/VirtualService').flatMap((route) =>
    (route.object.spec.http ?? []).flatMap(({ route: destinations = [] }, i) =>
      destinations.flatMap(({ destination: { host, port } }, j) => {
        const service = tryService(host, route.object.metadata.namespace);
        const path = `spec.http[${i}].route[${j}].destination`;
        return service ? [{ route, ...service, port: port?.number, needsPort: false, path }] : [];
      }),
    ),
  );
}

/** A host without dots lies in the namespace of the route, one with `.svc` where it says; what else it may be, who knows. */
function tryService(
  host: string,
  namespace: string | undefined,
): { readonly service: string; readonly namespace: string | undefined } | undefined {
  const [service = '', elsewhere, svc] = host.split('.');
  if (elsewhere === undefined) return { service, namespace };
  return svc === 'svc' ? { service, namespace: elsewhere } : undefined;
}

/** Whether an assembly knows the Services of a namespace: those of a namespace without any come from elsewhere. */
export function knowsServices(manifests: Manifests, { route, namespace, service }: Lead): boolean {
  const { places, flagged } = servicesOf(manifests);
  const place = `${route.environment}\n${namespace ?? ''}`;
  return places.has(place) && !flagged.has(`${place}\n${service}`);
}

interface FlaggerCanary {
  readonly spec?: { readonly targetRef?: { readonly name?: string }; readonly service?: { readonly name?: string } };
}

/** Flagger makes three Services for each of its Canaries, which nobody renders. */
const servicesOf = readOnce((manifests: Manifests) => ({
  places: new Set(
    manifests.of('Service').map(({ environment, object }) => `${environment}\n${object.metadata.namespace ?? ''}`),
  ),
  flagged: new Set(
    manifests.ofKinds('flagger.app/Canary').flatMap(({ environment, object }) => {
      const { service, targetRef } = (object as FlaggerCanary).spec ?? {};
      const apex = service?.name ?? targetRef?.name ?? '';
      const place = `${environment}\n${object.metadata.namespace ?? ''}`;
      return [apex, `${apex}-primary`, `${apex}-canary`].map((name) => `${place}\n${name}`);
    }),
  ),
}));
