import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { invalid } from '../../model';
import { type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type OwnedFields } from '../kubernetes/owned-fields';
import { type Backend, type Destination } from './destination';
import { checkNamespacedName, type RouteMetadata, type RouteObject } from './route-object';

/** Which callers a VirtualService answers. */
export interface VirtualServiceHosts {
  /** The host names that it answers to: Services of the mesh, or names from outside. */
  readonly hosts: readonly string[];
  /** The Istio gateways that let callers in from outside the mesh, as `namespace/name`. @default none */
  readonly gateways?: readonly string[];
}

export interface VirtualServiceProps extends VirtualServiceHosts, ObjectProps {
  /** Where the requests go. */
  readonly to: Destination;
}

/** The name of the one route, by which a Rollout finds its weights. */
export const PRIMARY_ROUTE = 'primary';

/** A route of Istio, for callers inside the mesh and, with gateways, outside of it. */
export class VirtualService extends Construct {
  public readonly name: string;
  /** What a controller writes into it. */
  public readonly ownedFields: readonly OwnedFields[];

  /** Throws `VirtualService.…` for one that would answer to nobody. */
  public constructor(scope: Construct, id: string, props: VirtualServiceProps) {
    super(scope, id);
    const { hosts, gateways = [] } = props;
    if (hosts.length === 0) throw invalid('VirtualService.hosts', 'at least one', hosts);
    gateways.forEach((gateway) => checkNamespacedName('VirtualService.gateways', gateway));
    this.name = props.name;
    this.ownedFields = ownedInVirtualService(props.name, props.to);
    new ApiObject(this, 'Default', renderVirtualService(renderMetadata('VirtualService', props), props, props.to));
  }
}

/** A VirtualService with one route. The mesh stays among its gateways, or callers inside would not be split. */
export function renderVirtualService(
  metadata: RouteMetadata,
  { hosts, gateways }: VirtualServiceHosts,
  to: Destination,
): RouteObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata,
    spec: {
      hosts,
      ...(gateways === undefined ? {} : { gateways: ['mesh', ...gateways] }),
      http: [{ name: PRIMARY_ROUTE, route: to.backends.map(renderDestination) }],
    },
  };
}

function renderDestination({ service, subset, weight }: Backend): object {
  return { destination: { host: service.name, ...(subset === undefined ? {} : { subset }) }, weight };
}

/** The fields of a VirtualService that the weights' owner writes, and the routes that it adds for a release. */
export function ownedInVirtualService(
  name: string,
  { weightsOwner }: Destination,
  managedRoutes: readonly string[] = [],
): readonly OwnedFields[] {
  if (weightsOwner === 'git') return [];
  const added = managedRoutes.map((route) => `.spec.http[]? | select(.name == "${route}")`);
  return [
    {
      group: 'networking.istio.io',
      kind: 'VirtualService',
      name,
      jqPathExpressions: ['.spec.http[]?.route[]?.weight', ...added],
    },
  ];
}
