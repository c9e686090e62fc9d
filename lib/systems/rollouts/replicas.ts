import { invalid } from '../../model';

/** Replicas that follow the load. */
export interface Autoscaled {
  /** The fewest pods. */
  readonly min: number;
  /** The most pods: the autoscaler counts those of both versions, so a release needs room above the usual load. */
  readonly max: number;
  /** The mean CPU use that is aimed at, in percent of what the pods request. @default 70 */
  readonly cpu?: number;
}

/** A number of pods, or the range in which an autoscaler moves it. */
export type Replicas = number | Autoscaled;

/** What a workload says of its replicas: nothing where an autoscaler owns them, or each deployment would set them back. */
export function tryCount(place: string, replicas: Replicas): number | undefined {
  if (typeof replicas !== 'number') return undefined;
  if (!Number.isSafeInteger(replicas) || replicas < 1) throw invalid(place, 'a whole number of at least 1', replicas);
  return replicas;
}
