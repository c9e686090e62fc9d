import { invalid } from '../../model';
import { type RouteMetadata, type RouteObject, isHostname } from './route-object';

/** Which requests an Ingress takes. */
export interface IngressRoute {
  /** The host name that the Ingress answers to. */
  readonly hostname: string;
  /** What the path has to begin with. @default "/" */
  readonly path?: string;
  /** Further annotations of the Ingress. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What an Ingress is rendered from, beside its route. */
export interface IngressParts {
  readonly className: string;
  readonly backend: { readonly name: string; readonly port: object };
  readonly tlsSecret?: string;
}

/** Throws `<place>.hostname` or `.path` for what no request can have. */
export function checkIngressRoute(place: string, { hostname, path }: IngressRoute): void {
  if (!isHostname(hostname)) throw invalid(`${place}.hostname`, 'a host name', hostname);
  if (path !== undefined && !path.startsWith('/')) throw invalid(`${place}.path`, 'a path that begins with "/"', path);
}

/** An Ingress with one rule and one path. */
export function renderIngress(
  metadata: RouteMetadata,
  { hostname, path = '/' }: IngressRoute,
  { className, backend, tlsSecret }: IngressParts,
): RouteObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: {
      ingressClassName: className,
      ...(tlsSecret === undefined ? {} : { tls: [{ hosts: [hostname], secretName: tlsSecret }] }),
      rules: [{ host: hostname, http: { paths: [{ path, pathType: 'Prefix', backend: { service: backend } }] } }],
    },
  };
}
