import { type AutoscalerObject } from '../kubernetes/kinds';
import { type MovedRoute, movedRoutes } from '../kubernetes/moved-routes';
import { POD_HASH, switchedServices } from '../kubernetes/switched-services';
import { type KubernetesObject } from '../../assembly';
import { type IgnoredDifference, replicasOf } from './ignored-difference';

/**
 * The fields of a set of objects that controllers move while it runs: replicas by an autoscaler, weights and added routes by
 * the router of a Rollout. One entry for each object, in the order of the objects.
 */
export function movedFields(objects: readonly KubernetesObject[]): readonly IgnoredDifference[] {
  return objects.flatMap((object) => {
    if (object.kind === 'HorizontalPodAutoscaler') return scaled(object as KubernetesObject & AutoscalerObject);
    return movedRoutes(object).map(routed);
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

function routed({ group, kind, name, added }: MovedRoute): IgnoredDifference {
  const { list, fields } = MOVED[kind];
  return { group, kind, name, jqPathExpressions: [`${list}${fields}`, ...added.map((one) => elementOf(list, one))] };
}

/** In a DestinationRule the controller tells the pods of two subsets apart by a label that it adds. */
const MOVED = {
  VirtualService: { list: '.spec.http[]?', fields: '.route[]?.weight' },
  DestinationRule: { list: '.spec.subsets[]?', fields: `.labels."${POD_HASH}"` },
  HTTPRoute: { list: '.spec.rules[]?', fields: '.backendRefs[]?.weight' },
} as const;

function elementOf(list: string, name: string): string {
  return `${list} | select(.name == ${JSON.stringify(name)})`;
}
