import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { dnsLabel, invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { type Destination } from './destination';
import { type RouteMetadata, type RouteObject } from './route-object';

/** The Gateway that a route hangs on. */
export interface GatewayRef {
  readonly name: string;
  /** @default the route's own namespace */
  readonly namespace?: string;
  /** One listener of the Gateway. @default all that fit */
  readonly sectionName?: string;
}

/** Which requests a route takes. */
export interface GatewayRouteProps {
  readonly gateway: GatewayRef;
  /** The host names that the route answers to. */
  readonly hostnames: readonly string[];
  /** What the path has to begin with. @default "/" */
  readonly path?: string;
}

export interface HttpRouteProps extends GatewayRouteProps, ObjectProps {
  /** Where the requests go. */
  readonly to: Destination;
}

/** A route of the Gateway API, with one rule: whoever ignores the weights of a list must be able to ignore all of it. */
export class HttpRoute extends Construct {
  public readonly name: string;
  /** What a controller writes into it. */
  public readonly ownedFields: readonly OwnedFields[];

  /** Throws `HttpRoute.…` for a route that would answer to nobody, or to everybody. */
  public constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    checkGatewayRoute('HttpRoute', props);
    this.name = props.name;
    this.ownedFields = ownedInHttpRoute(props.name, props.to);
    new ApiObject(this, 'Default', renderHttpRoute(renderMetadata('HttpRoute', props), props, props.to));
  }
}

/** Throws `<place>.gateway`, `.hostnames` or `.path` for a route that would answer to nobody, or to everybody. */
export function checkGatewayRoute(place: string, { gateway, hostnames, path }: GatewayRouteProps): void {
  dnsLabel(`${place}.gateway`, gateway.name);
  if (hostnames.length === 0) {
    throw invalid(`${place}.hostnames`, 'at least one', hostnames, 'a route without would answer to all');
  }
  if (path !== undefined && !path.startsWith('/')) throw invalid(`${place}.path`, 'a path that begins with "/"', path);
}

/**
 * An HTTPRoute. Group, kind and weight stand there although they are defaults: the API server would add them, and GitOps
 * would see a change.
 */
export function renderHttpRoute(
  metadata: RouteMetadata,
  { gateway, hostnames, path }: GatewayRouteProps,
  to: Destination,
): RouteObject {
  to._refuseSubsets('HttpRoute.to');
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata,
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
          backendRefs: to.backends.map(({ service: { name, port }, weight }) => ({
            group: '',
            kind: 'Service',
            name,
            port,
            weight,
          })),
        },
      ],
    },
  };
}

/** The fields of an HTTPRoute that the weights' owner writes, and the rules that it adds for a release. */
export function ownedInHttpRoute(
  name: string,
  { weightsOwner }: Destination,
  managedRoutes: readonly string[] = [],
): readonly OwnedFields[] {
  if (weightsOwner === 'git') return [];
  const added = managedRoutes.map((route) => `.spec.rules[]? | select(.name == "${route}")`);
  return [
    {
      group: 'gateway.networking.k8s.io',
      kind: 'HTTPRoute',
      name,
      jqPathExpressions: ['.spec.rules[]?.backendRefs[]?.weight', ...added],
    },
  ];
}
