import { type KubernetesObject } from '../../assembly';

/** A route whose weights the controller of a Rollout writes, or the rule that tells its two versions apart. */
export interface MovedRoute {
  readonly group: string;
  readonly kind: 'VirtualService' | 'DestinationRule' | 'HTTPRoute';
  readonly name: string;
  /** Names of further routes that the controller adds to it. */
  readonly added: readonly string[];
}

interface Named {
  readonly name: string;
}

interface Routing {
  readonly managedRoutes?: readonly Named[];
  readonly istio?: {
    readonly virtualService?: Named;
    readonly virtualServices?: readonly Named[];
    readonly destinationRule?: Named;
  };
  readonly plugins?: Readonly<Record<string, { readonly httpRoute?: string; readonly httpRoutes?: readonly Named[] }>>;
}

/** The parts of a Rollout that say which routes its controller writes to. */
interface RoutedRollout {
  readonly spec?: { readonly strategy?: { readonly canary?: { readonly trafficRouting?: Routing } } };
}

/** The routes that an object moves: none, unless it is a Rollout. */
export function movedRoutes(object: KubernetesObject): readonly MovedRoute[] {
  if (object.kind !== 'Rollout') return [];
  const { spec } = object as RoutedRollout;
  const { istio, plugins = {}, managedRoutes = [] } = spec?.strategy?.canary?.trafficRouting ?? {};
  const services = [...(istio?.virtualService ? [istio.virtualService] : []), ...(istio?.virtualServices ?? [])];
  const routes = Object.values(plugins).flatMap(({ httpRoute, httpRoutes = [] }) => [
    ...(httpRoute === undefined ? [] : [httpRoute]),
    ...httpRoutes.map(({ name }) => name),
  ]);
  const added = managedRoutes.map(({ name }) => name);
  return [
    ...services.map(({ name }) => ({ ...ISTIO, kind: 'VirtualService' as const, name, added })),
    ...(istio?.destinationRule
      ? [{ ...ISTIO, kind: 'DestinationRule' as const, name: istio.destinationRule.name, added: [] }]
      : []),
    ...routes.map((name) => ({ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' as const, name, added })),
  ];
}

const ISTIO = { group: 'networking.istio.io' };
