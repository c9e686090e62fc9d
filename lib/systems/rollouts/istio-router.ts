import { type RenderedObject, type Router, type RouterContext } from './router';

/** Who reaches the service through Istio. */
export interface IstioProps {
  /** The host names that it answers to beside the Service of the Rollout's name. @default none */
  readonly hosts?: readonly string[];
  /** The Istio gateways that let callers in from outside the mesh, as `namespace/name`. @default none */
  readonly gateways?: readonly string[];
}

const ROUTE = 'primary';
const SKILLS = ['scale', 'headers', 'mirror', 'experiment-weights'] as const;

/** A VirtualService that weighs the two Services. */
export function istioHostsRouter(props: IstioProps): Router {
  return {
    skills: new Set(SKILLS),
    exactHeadersOnly: false,
    sharedService: true,
    tryRender: ({ names }) => ({ istio: { virtualService: { name: names.rollout, routes: [ROUTE] } } }),
    objects: (context) => [
      renderVirtualService(props, context, [
        { destination: { host: context.names.current }, weight: 100 },
        { destination: { host: context.names.next }, weight: 0 },
      ]),
    ],
  };
}

/** A VirtualService that weighs two subsets of one host, and the DestinationRule that says which pods they are. */
export function istioSubsetsRouter(props: IstioProps): Router {
  return {
    skills: new Set(SKILLS),
    exactHeadersOnly: false,
    sharedService: true,
    tryRender: ({ names }) => ({
      istio: {
        virtualService: { name: names.rollout, routes: [ROUTE] },
        destinationRule: { name: names.rollout, canarySubsetName: 'canary', stableSubsetName: 'stable' },
      },
    }),
    objects: (context) => [
      renderVirtualService(props, context, [
        { destination: { host: context.names.rollout, subset: 'stable' }, weight: 100 },
        { destination: { host: context.names.rollout, subset: 'canary' }, weight: 0 },
      ]),
      renderDestinationRule(context),
    ],
  };
}

function renderVirtualService(props: IstioProps, { names }: RouterContext, route: readonly object[]): RenderedObject {
  const { hosts = [], gateways } = props;
  return {
    id: 'virtual-service',
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: names.rollout },
      spec: {
        hosts: [names.rollout, ...hosts],
        ...(gateways === undefined ? {} : { gateways: ['mesh', ...gateways] }),
        http: [{ name: ROUTE, route }],
      },
    },
  };
}

/** The controller adds the hash of each version to the labels of its subset. */
function renderDestinationRule({ names, selector }: RouterContext): RenderedObject {
  return {
    id: 'destination-rule',
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: names.rollout },
      spec: {
        host: names.rollout,
        subsets: [
          { name: 'stable', labels: selector },
          { name: 'canary', labels: selector },
        ],
      },
    },
  };
}
