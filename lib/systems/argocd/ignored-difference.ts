import { type WorkloadRef } from '../kubernetes/object-props';

/** Fields of an object that somebody else than Git decides, so that Argo CD does not put them back: any `OwnedFields` are some. */
export interface IgnoredDifference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Fields that stand in no list: `/spec/replicas`. */
  readonly jsonPointers?: readonly string[];
  /** Fields, also of elements of lists, as paths of jq. */
  readonly jqPathExpressions?: readonly string[];
}

/** The replicas of a workload that an autoscaler moves. */
export function replicasOf({ apiVersion, kind, name }: WorkloadRef): IgnoredDifference {
  return { group: groupOf(apiVersion), kind, name, jsonPointers: ['/spec/replicas'] };
}

/** Whether every field stands in no list: only then a sync can keep what the cluster has and still apply all the rest. */
export function areSafeToRespect(ignored: readonly IgnoredDifference[]): boolean {
  return ignored.every(({ jqPathExpressions = [] }) => jqPathExpressions.every((path) => !path.includes('[')));
}

/** The group of an apiVersion; nothing for the core group. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}
