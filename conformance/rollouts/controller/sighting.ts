import { type Glance, HASH_LABEL, type ObservedRollout, type ObservedService } from './observed';
import { trySeeRoute } from './sighted-route';
import { SERVICE } from './trial';

/** The hashes by which the controller tells the two versions of a trial apart. */
export interface Versions {
  readonly old: string;
  readonly new: string;
}

/** A trial at one moment. */
export interface Sighting {
  readonly phase: string;
  readonly message: string;
  /** Index of the canary's step. */
  readonly step: number;
  /** Pods of the new version. */
  readonly canary: number;
  /** Pods of the old version. */
  readonly stable: number;
  /** What the router was last told to send to the new version, in percent; nothing where there is none. */
  readonly weight?: number;
  /** The names of the routes that the controller has added for a step, with commas; nothing where there is no router. */
  readonly routes?: string;
  /** Which version the Service of all callers reaches. */
  readonly serves: 'old' | 'new' | 'both';
  readonly aborted: boolean;
  readonly pausedFor: readonly string[];
}

/** Looks at one trial; nothing where the controller has not yet taken notice of the newest change. */
export function trySee(
  glance: Glance,
  trial: string,
  versions: Versions,
  current = versions.new,
): Sighting | undefined {
  const within = <T extends { readonly metadata: { readonly namespace: string } }>(objects: readonly T[]): T[] =>
    objects.filter(({ metadata }) => metadata.namespace === trial);
  const [rollout] = within(glance.rollouts);
  const status = rollout?.status;
  if (status?.observedGeneration !== String(rollout?.metadata.generation)) return undefined;
  if (status.currentPodHash !== current) return undefined;
  const podsOf = (hash: string): number =>
    within(glance.replicaSets).find(
      ({ metadata }) => metadata.labels?.[HASH_LABEL] === hash && metadata.name === `${SERVICE}-${hash}`,
    )?.spec.replicas ?? 0;
  const services = within(glance.services);
  const main = services.find(({ metadata }) => metadata.name === mainService(status));
  const reached = main?.spec.selector?.[HASH_LABEL];
  // Ping and pong keep their versions; other Services get the one that they are for.
  const newest = status.canary?.stablePingPong && services.find(({ spec }) => isOf(spec, versions.new));
  return {
    phase: status.phase ?? '',
    message: status.message ?? '',
    step: status.currentStepIndex ?? 0,
    canary: podsOf(versions.new),
    stable: podsOf(versions.old),
    ...trySeeRoute({
      virtualService: within(glance.virtualServices)[0],
      httpRoute: within(glance.httpRoutes)[0],
      ingresses: within(glance.ingresses),
      canary: newest ? newest.metadata.name : `${SERVICE}-canary`,
    }),
    serves: reached === versions.new ? 'new' : reached === versions.old ? 'old' : 'both',
    aborted: status.abort ?? false,
    pausedFor: (status.pauseConditions ?? []).map(({ reason }) => reason),
  };
}

const isOf = (spec: ObservedService['spec'], hash: string): boolean => spec.selector?.[HASH_LABEL] === hash;

/** The Service of all callers; with ping and pong the controller says which one it is. */
function mainService({ canary, blueGreen }: NonNullable<ObservedRollout['status']>): string {
  if (canary?.stablePingPong) return `${SERVICE}-${canary.stablePingPong}`;
  return `${SERVICE}-${blueGreen?.activeSelector === undefined ? 'stable' : 'active'}`;
}
