import { dnsLabel, invalid } from '../../model';
import { type RenderedObject, type Router, type RouterContext } from './router';

/** The Gateway that a route hangs on. */
export interface GatewayRef {
  readonly name: string;
  /** @default the route's own namespace */
  readonly namespace?: string;
  /** One listener of the Gateway. @default all that fit */
  readonly sectionName?: string;
}

/** A route made for the Rollout, or one that exists. */
export type GatewayApiProps = GatewayRouteProps | ExistingRoute;

/** A route that is rendered elsewhere. It has to lead to both Services. */
export interface ExistingRoute {
  readonly existingRoute: string;
  readonly gateway?: never;
  readonly hostnames?: never;
  readonly path?: never;
}

export interface GatewayRouteProps {
  readonly gateway: GatewayRef;
  /** The host names that the route answers to. */
  readonly hostnames: readonly string[];
  /** What the path has to begin with. @default "/" */
  readonly path?: string;
}

/** The name under which the controller finds the plugin's configuration. */
export const GATEWAY_API_PLUGIN = 'argoproj-labs/gatewayAPI';

/** An HTTPRoute with a weight for each version. Throws `Traffic.gatewayApi.…`. */
export function gatewayApiRouter(props: GatewayApiProps): Router {
  if ('existingRoute' in props) dnsLabel('Traffic.gatewayApi.existingRoute', props.existingRoute);
  else checkRoute(props);
  return {
    skills: new Set(['scale', 'headers', 'experiment-weights'] as const),
    exactHeadersOnly: false,
    sharedService: false,
    tryRender: ({ names, namespace }) => ({
      plugins: {
        [GATEWAY_API_PLUGIN]: {
          httpRoute: 'existingRoute' in props ? props.existingRoute : names.rollout,
          ...(namespace === undefined ? {} : { namespace }),
        },
      },
    }),
    objects: (context) =>
      'existingRoute' in props
        ? []
        : [{ id: 'route', object: renderRoute(props, context.names.rollout, backendsOf(context)) }],
  };
}

/** Throws `Traffic.gatewayApi.…` for a route that would answer to nobody, or to everybody. */
export function checkRoute({ gateway, hostnames, path }: GatewayRouteProps): void {
  dnsLabel('Traffic.gatewayApi.gateway', gateway.name);
  if (hostnames.length === 0) {
    throw invalid('Traffic.gatewayApi.hostnames', 'at least one', hostnames, 'a route without would answer to all');
  }
  if (path !== undefined && !path.startsWith('/')) {
    throw invalid('Traffic.gatewayApi.path', 'a path that begins with "/"', path);
  }
}

function backendsOf({ names, port }: RouterContext): readonly Backend[] {
  return [
    { name: names.current, port, weight: 100 },
    { name: names.next, port, weight: 0 },
  ];
}

/** A Service behind a route, with its share of the traffic in percent. */
export interface Backend {
  readonly name: string;
  readonly port: number;
  readonly weight: number;
}

/**
 * An HTTPRoute. Group, kind and weight stand there although they are defaults: the API server would add them, and GitOps
 * would see a change.
 */
export function renderRoute(
  { gateway, hostnames, path }: GatewayRouteProps,
  name: string,
  backends: readonly Backend[],
): RenderedObject['object'] {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          ...(gateway.namespace === undefined ? {} : { namespace: gateway.namespace }),
          name: gateway.name,
          ...(gateway.sectionName === undefined ? {} : { sectionName: gateway.sectionName }),
        },
      ],
      hostnames,
      rules: [
        {
          name: 'primary',
          matches: [{ path: { type: 'PathPrefix', value: path ?? '/' } }],
          backendRefs: backends.map((backend) => ({ group: '', kind: 'Service', ...backend })),
        },
      ],
    },
  };
}
