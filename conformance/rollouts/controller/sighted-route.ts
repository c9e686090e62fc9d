import { type ObservedHttpRoute, type ObservedIngress, type ObservedVirtualService } from './observed';
import { SERVICE } from './trial';

/** What a traffic router has been told: the share of the new version in percent, and the routes added for a step. */
export interface SightedRoute {
  readonly weight: number;
  readonly routes: string;
}

/** The objects of one trial that hold weights. */
export interface Routers {
  readonly virtualService: ObservedVirtualService | undefined;
  readonly httpRoute: ObservedHttpRoute | undefined;
  readonly ingresses: readonly ObservedIngress[];
  /** The Service that reaches the new version. */
  readonly canary: string;
}

/** Reads the weights of whichever router there is; nothing where the pods are the split. */
export function trySeeRoute({ virtualService, httpRoute, ingresses, canary }: Routers): SightedRoute | undefined {
  if (virtualService) return inVirtualService(virtualService, canary);
  if (httpRoute) return inHttpRoute(httpRoute, canary);
  return ingresses.length === 0 ? undefined : inIngresses(ingresses, canary);
}

/** The route that slipway renders; the controller puts its own before it. */
const PRIMARY = 'primary';

function inVirtualService({ spec }: ObservedVirtualService, canary: string): SightedRoute {
  const primary = spec.http.find(({ name }) => name === PRIMARY);
  const destination = primary?.route.find(
    ({ destination: { host, subset } }) => subset === 'canary' || (subset === undefined && host === canary),
  );
  return { weight: destination?.weight ?? 0, routes: othersThan(PRIMARY, spec.http) };
}

function inHttpRoute({ spec }: ObservedHttpRoute, canary: string): SightedRoute {
  const primary = spec.rules.find(({ name }) => name === PRIMARY);
  const backend = primary?.backendRefs.find(({ name }) => name === canary);
  return { weight: backend?.weight ?? 0, routes: othersThan(PRIMARY, spec.rules) };
}

function othersThan(own: string, routes: readonly { readonly name?: string }[]): string {
  return routes.flatMap(({ name = '?' }) => (name === own ? [] : name)).join();
}

interface ForwardAction {
  readonly ForwardConfig: {
    readonly TargetGroups: readonly { readonly ServiceName: string; readonly Weight: number }[];
  };
}

/** nginx gets a second Ingress with a weight of its own; the AWS controller reads an action in JSON. */
function inIngresses(ingresses: readonly ObservedIngress[], canary: string): SightedRoute {
  const [first] = ingresses;
  const root = [`${SERVICE}-stable`, SERVICE].find((name) => first?.metadata.annotations?.[actionOf(name)]);
  if (root === undefined) {
    const weights = ingresses.flatMap(({ metadata }) => metadata.annotations?.[NGINX_WEIGHT] ?? []);
    return { weight: Number(weights[0] ?? 0), routes: '' };
  }
  const { ForwardConfig } = JSON.parse(first?.metadata.annotations?.[actionOf(root)] ?? '') as ForwardAction;
  const target = ForwardConfig.TargetGroups.find(({ ServiceName }) => ServiceName === canary);
  const paths = first?.spec.rules.flatMap(({ http }) => http.paths) ?? [];
  return {
    weight: target?.Weight ?? 0,
    routes: othersThan(
      root,
      paths.map(({ backend }) => backend.service),
    ),
  };
}

const NGINX_WEIGHT = 'nginx.ingress.kubernetes.io/canary-weight';
const actionOf = (name: string): string => `alb.ingress.kubernetes.io/actions.${name}`;
