import { dnsLabel } from '../../model';
import { Destination } from '../routing/destination';
import { checkGatewayRoute, type GatewayRouteProps, ownedInHttpRoute, renderHttpRoute } from '../routing/http-route';
import { type Router, type RouterContext, versionsOf } from './router';

/** A route made for the Rollout, or one that exists. */
export type GatewayApiProps = GatewayRouteProps | ExistingRoute;

/** A route that is rendered elsewhere, such as an `HttpRoute`. It has to lead to both Services. */
export interface ExistingRoute {
  readonly existingRoute: string;
  readonly gateway?: never;
  readonly hostnames?: never;
  readonly path?: never;
}

/** The name under which the controller finds the plugin's configuration. */
export const GATEWAY_API_PLUGIN = 'argoproj-labs/gatewayAPI';

/** An HTTPRoute with a weight for each version. Throws `Traffic.gatewayApi.…`. */
export function gatewayApiRouter(props: GatewayApiProps): Router {
  if ('existingRoute' in props) dnsLabel('Traffic.gatewayApi.existingRoute', props.existingRoute);
  else checkGatewayRoute('Traffic.gatewayApi', props);
  const nameOf = ({ names }: RouterContext): string => ('existingRoute' in props ? props.existingRoute : names.rollout);
  const destination = (context: RouterContext): Destination => Destination.versions(versionsOf(context));
  return {
    skills: new Set(['scale', 'headers', 'experiment-weights'] as const),
    exactHeadersOnly: false,
    sharedService: false,
    tryRender: (context) => ({
      plugins: {
        [GATEWAY_API_PLUGIN]: {
          httpRoute: nameOf(context),
          ...(context.namespace === undefined ? {} : { namespace: context.namespace }),
        },
      },
    }),
    objects: (context) =>
      'existingRoute' in props
        ? []
        : [{ id: 'route', object: renderHttpRoute({ name: nameOf(context) }, props, destination(context)) }],
    ownedFields: (context) => ownedInHttpRoute(nameOf(context), destination(context), context.managedRoutes),
  };
}
