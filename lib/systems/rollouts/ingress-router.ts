import { type AlbRoute, ownedInAlbIngress, renderAlbIngress } from '../routing/alb-ingress';
import { Destination } from '../routing/destination';
import { checkIngressRoute } from '../routing/ingress';
import { type NginxRoute, renderNginxIngress } from '../routing/nginx-ingress';
import { type Router, type RouterContext, versionsOf } from './router';

export type AlbProps = AlbRoute;

export interface NginxProps extends NginxRoute {
  /** The header whose value `always` chooses the canary, whatever the weight. @default none */
  readonly canaryByHeader?: string;
}

/** An Ingress whose weights the controller writes into an annotation. Throws `Traffic.alb.…`. */
export function albRouter(props: AlbProps): Router {
  checkIngressRoute('Traffic.alb', props);
  return {
    skills: new Set(['scale', 'headers', 'experiment-weights', 'ping-pong'] as const),
    exactHeadersOnly: true,
    sharedService: false,
    tryRender: ({ names, port, pingPong }) => ({
      alb: { ingress: names.rollout, servicePort: port, ...(pingPong ? { rootService: names.rollout } : {}) },
    }),
    objects: (context) => [
      { id: 'ingress', object: renderAlbIngress({ name: context.names.rollout }, props, albDestination(context)) },
    ],
    ownedFields: (context) => ownedInAlbIngress(context.names.rollout, albDestination(context), context.managedRoutes),
  };
}

/** With ping and pong neither of the two is always the stable one: the Ingress names the Service over both. */
function albDestination(context: RouterContext): Destination {
  const { current, next } = versionsOf(context);
  const { names, port, pingPong } = context;
  return Destination.versions(pingPong ? { current: { name: names.rollout, port }, next: current } : { current, next });
}

/** An Ingress of which the controller makes a second one for the canary. Throws `Traffic.nginx.…`. */
export function nginxRouter(props: NginxProps): Router {
  checkIngressRoute('Traffic.nginx', props);
  const header = props.canaryByHeader;
  return {
    skills: new Set(['scale'] as const),
    exactHeadersOnly: false,
    sharedService: false,
    tryRender: ({ names }) => ({
      nginx: {
        stableIngress: names.rollout,
        ...(header === undefined ? {} : { additionalIngressAnnotations: { 'canary-by-header': header } }),
      },
    }),
    objects: (context) => [
      {
        id: 'ingress',
        object: renderNginxIngress({ name: context.names.rollout }, props, Destination.versions(versionsOf(context))),
      },
    ],
    ownedFields: () => [],
  };
}
