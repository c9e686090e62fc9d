import { type AutoscalerObject } from '../kubernetes/kinds';
import { POD_HASH, switchedServices } from '../kubernetes/switched-services';
import { type KubernetesObject } from '../../assembly';
import { type IgnoredDifference, replicasOf } from './ignored-difference';

/** The parts of a Rollout that say which objects its controller writes to. */
export interface RoutedRollout {
  readonly spec?: { readonly strategy?: { readonly canary?: { readonly trafficRouting?: Routing } } };
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

/**
 * The fields of a set of objects that controllers move while it runs: replicas by an autoscaler, weights and added routes by
 * the router of a Rollout. One entry for each object, in the order of the objects.
 */
export function movedFields(objects: readonly KubernetesObject[]): readonly IgnoredDifference[] {
  return objects.flatMap((object) => {
    if (object.kind === 'HorizontalPodAutoscaler') return scaled(object as KubernetesObject & AutoscalerObject);
    if (object.kind === 'Rollout') return routed(object as KubernetesObject & RoutedRollout);
    return [];
  });
}

/**
 * The selectors of Services that the controllers of Rollouts write. Whoever applies from the client leaves them alone anyway;
 * the server applies a selector whole.
 */
export function switchedSelectors(objects: readonly KubernetesObject[]): readonly IgnoredDifference[] {
  const names = new Set(objects.flatMap(switchedServices).map(({ name }) => name));
  return [...names].map(selectorHashOf);
}

/** The hash in the selector of a Service. */
export function selectorHashOf(name: string): IgnoredDifference & { readonly jqPathExpressions: readonly string[] } {
  return { group: '', kind: 'Service', name, jqPathExpressions: [`.spec.selector."${POD_HASH}"`] };
}

function scaled({ spec }: AutoscalerObject): readonly IgnoredDifference[] {
  if (!spec) return [];
  const { apiVersion = 'v1', kind, name } = spec.scaleTargetRef;
  return [replicasOf({ apiVersion, kind, name })];
}

function routed({ spec }: RoutedRollout): readonly IgnoredDifference[] {
  const { istio, plugins = {}, managedRoutes = [] } = spec?.strategy?.canary?.trafficRouting ?? {};
  const services = [...(istio?.virtualService ? [istio.virtualService] : []), ...(istio?.virtualServices ?? [])];
  const routes = Object.values(plugins).flatMap(({ httpRoute, httpRoutes = [] }) => [
    ...(httpRoute === undefined ? [] : [httpRoute]),
    ...httpRoutes.map(({ name }) => name),
  ]);
  const added = managedRoutes.map(({ name }) => name);
  return [
    ...services.map(({ name }) => virtualService(name, added)),
    ...(istio?.destinationRule ? [destinationRule(istio.destinationRule.name)] : []),
    ...routes.map((name) => httpRoute(name, added)),
  ];
}

function virtualService(name: string, added: readonly string[]): IgnoredDifference {
  const jqPathExpressions = ['.spec.http[]?.route[]?.weight', ...added.map((one) => elementOf('.spec.http[]?', one))];
  return { group: 'networking.istio.io', kind: 'VirtualService', name, jqPathExpressions };
}

/** The controller tells the pods of two subsets apart by a label that it adds. */
function destinationRule(name: string): IgnoredDifference {
  const jqPathExpressions = [`.spec.subsets[]?.labels."${POD_HASH}"`];
  return { group: 'networking.istio.io', kind: 'DestinationRule', name, jqPathExpressions };
}

function httpRoute(name: string, added: readonly string[]): IgnoredDifference {
  const jqPathExpressions = [
    '.spec.rules[]?.backendRefs[]?.weight',
    ...added.map((one) => elementOf('.spec.rules[]?', one)),
  ];
  return { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name, jqPathExpressions };
}

function elementOf(list: string, name: string): string {
  return `${list} | select(.name == ${JSON.stringify(name)})`;
}
