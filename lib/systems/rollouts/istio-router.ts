import { Destination } from '../routing/destination';
import { ownedInDestinationRule, renderDestinationRule } from '../routing/destination-rule';
import { ownedInVirtualService, PRIMARY_ROUTE, renderVirtualService } from '../routing/virtual-service';
import { type RenderedObject, type Router, type RouterContext, versionsOf } from './router';

/** Who reaches the service through Istio. */
export interface IstioProps {
  /** The host names that it answers to beside the Service of the Rollout's name. @default none */
  readonly hosts?: readonly string[];
  /** The Istio gateways that let callers in from outside the mesh, as `namespace/name`. @default none */
  readonly gateways?: readonly string[];
}

const SKILLS = ['scale', 'headers', 'mirror', 'experiment-weights'] as const;
const STABLE = 'stable';
const CANARY = 'canary';

/** A VirtualService that weighs the two Services. */
export function istioHostsRouter(props: IstioProps): Router {
  const destination = (context: RouterContext): Destination => Destination.versions(versionsOf(context));
  return {
    skills: new Set([...SKILLS, 'ping-pong'] as const),
    exactHeadersOnly: false,
    sharedService: true,
    tryRender: ({ names }) => ({ istio: { virtualService: { name: names.rollout, routes: [PRIMARY_ROUTE] } } }),
    objects: (context) => [virtualServiceOf(props, context, destination(context))],
    ownedFields: (context) => ownedInVirtualService(context.names.rollout, destination(context), context.managedRoutes),
  };
}

/** A VirtualService that weighs two subsets of one host, and the DestinationRule that says which pods they are. */
export function istioSubsetsRouter(props: IstioProps): Router {
  const destination = ({ names, port }: RouterContext): Destination =>
    Destination.subsets({ name: names.rollout, port }, { current: STABLE, next: CANARY });
  return {
    skills: new Set(SKILLS),
    exactHeadersOnly: false,
    sharedService: true,
    tryRender: ({ names }) => ({
      istio: {
        virtualService: { name: names.rollout, routes: [PRIMARY_ROUTE] },
        destinationRule: { name: names.rollout, canarySubsetName: CANARY, stableSubsetName: STABLE },
      },
    }),
    objects: (context) => [virtualServiceOf(props, context, destination(context)), destinationRuleOf(context)],
    ownedFields: (context) => [
      ...ownedInVirtualService(context.names.rollout, destination(context), context.managedRoutes),
      ...ownedInDestinationRule(context.names.rollout),
    ],
  };
}

function virtualServiceOf(props: IstioProps, { names }: RouterContext, to: Destination): RenderedObject {
  const hosts = [names.rollout, ...(props.hosts ?? [])];
  return { id: 'virtual-service', object: renderVirtualService({ name: names.rollout }, { ...props, hosts }, to) };
}

/** The controller adds the hash of each version to the labels of its subset. */
function destinationRuleOf({ names, selector }: RouterContext): RenderedObject {
  const subsets = [STABLE, CANARY].map((name) => ({ name, labels: selector }));
  return { id: 'destination-rule', object: renderDestinationRule({ name: names.rollout }, names.rollout, subsets) };
}
