import { type Manifest, type Manifests } from '../../assembly';
import './kinds';

/** What a route takes for itself: requests that enter at one place, for one host and path. */
export interface Claim {
  readonly route: Manifest;
  /** Where requests come in: a listener, an Ingress class, the mesh or a gateway of Istio. */
  readonly entry: string;
  readonly host: string;
  readonly what: string;
  /** The field that claims it. */
  readonly path: string;
}

/** Everything that the routes of an assembly claim without a further condition, such as a header. */
export function claimsOf(manifests: Manifests): readonly Claim[] {
  return [...ofHttpRoutes(manifests), ...ofIngresses(manifests), ...ofVirtualServices(manifests)];
}

function ofHttpRoutes(manifests: Manifests): Claim[] {
  return manifests.of('gateway.networking.k8s.io/HTTPRoute').flatMap((route) => {
    const { parentRefs = [], hostnames = [], rules = [] } = route.object.spec;
    const entries = parentRefs.map(({ name, namespace, sectionName }) =>
      [namespace ?? route.object.metadata.namespace ?? '', name, sectionName ?? ''].join('/'),
    );
    const paths = rules.flatMap(({ matches = [{}] }, i) =>
      matches.flatMap(({ path, method, headers = [], queryParams = [] }, j) => {
        if (headers.length > 0 || queryParams.length > 0) return [];
        const { type = 'PathPrefix', value = '/' } = path ?? {};
        return [{ what: [type, value, method].join(' ').trim(), path: `spec.rules[${i}].matches[${j}]` }];
      }),
    );
    return entries.flatMap((entry) =>
      hostnames.flatMap((host) => paths.map((one) => ({ route, entry: `Gateway ${entry}`, host, ...one }))),
    );
  });
}

/** The second Ingress of a canary claims what the first one has: that is its purpose. */
const CANARY = 'nginx.ingress.kubernetes.io/canary';

function ofIngresses(manifests: Manifests): Claim[] {
  return manifests.of('networking.k8s.io/Ingress').flatMap((route) => {
    const { annotations = {} } = route.object.metadata;
    const { ingressClassName, rules = [] } = route.object.spec ?? {};
    const entry = ingressClassName ?? annotations['kubernetes.io/ingress.class'];
    if (entry === undefined || annotations[CANARY] === 'true') return [];
    return rules.flatMap(({ host, http }, i) =>
      (http?.paths ?? []).flatMap(({ path = '/', pathType = '' }, j) => {
        if (host === undefined) return [];
        const what = `${pathType} ${path}`;
        return [{ route, entry: `class ${entry}`, host, what, path: `spec.rules[${i}].http.paths[${j}]` }];
      }),
    );
  });
}

/** Inside the mesh the first VirtualService of a host is used and the others are ignored; at a gateway they are merged. */
function ofVirtualServices(manifests: Manifests): Claim[] {
  return manifests.of('networking.istio.io/VirtualService').flatMap((route) => {
    const { hosts = [], gateways = ['mesh'] } = route.object.spec;
    if (!gateways.includes('mesh')) return [];
    const { namespace = '' } = route.object.metadata;
    return hosts.map((host, i) => ({
      route,
      entry: 'the mesh',
      host: host.includes('.') ? host : `${host}.${namespace}`,
      what: 'any path',
      path: `spec.hosts[${i}]`,
    }));
  });
}
