import { type Glance, HASH_LABEL, type ObservedIngress, type ObservedVirtualService } from './observed';
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
  /** Which version the Service of all callers reaches. */
  readonly serves: 'old' | 'new' | 'both';
  readonly aborted: boolean;
  readonly pausedFor: readonly string[];
}

/** Looks at one trial; nothing where the controller has not yet taken notice of the newest change. */
export function trySee(glance: Glance, trial: string, versions: Versions): Sighting | undefined {
  const within = <T extends { readonly metadata: { readonly namespace: string } }>(objects: readonly T[]): T[] =>
    objects.filter(({ metadata }) => metadata.namespace === trial);
  const [rollout] = within(glance.rollouts);
  const status = rollout?.status;
  if (status?.observedGeneration !== String(rollout?.metadata.generation)) return undefined;
  if (status.currentPodHash !== versions.new) return undefined;
  const podsOf = (hash: string): number =>
    within(glance.replicaSets).find(({ metadata }) => metadata.labels?.[HASH_LABEL] === hash)?.spec.replicas ?? 0;
  const main = within(glance.services).find(({ metadata }) => /-(stable|active)$/.test(metadata.name));
  const reached = main?.spec.selector?.[HASH_LABEL];
  const weight = weightInVirtualServices(within(glance.virtualServices)) ?? weightInIngresses(within(glance.ingresses));
  return {
    phase: status.phase ?? '',
    message: status.message ?? '',
    step: status.currentStepIndex ?? 0,
    canary: podsOf(versions.new),
    stable: podsOf(versions.old),
    ...(weight === undefined ? {} : { weight }),
    serves: reached === versions.new ? 'new' : reached === versions.old ? 'old' : 'both',
    aborted: status.abort ?? false,
    pausedFor: (status.pauseConditions ?? []).map(({ reason }) => reason),
  };
}

function weightInVirtualServices([virtualService]: readonly ObservedVirtualService[]): number | undefined {
  const routes = virtualService?.spec.http[0]?.route;
  return routes?.find(({ destination }) => destination.subset === 'canary' || destination.host.endsWith('-canary'))
    ?.weight;
}

/** nginx gets a second Ingress with a weight of its own; the AWS controller reads an action in JSON. */
function weightInIngresses(ingresses: readonly ObservedIngress[]): number | undefined {
  if (ingresses.length === 0) return undefined;
  const annotations = ingresses.map(({ metadata }) => metadata.annotations ?? {});
  const action = annotations[0]?.[`alb.ingress.kubernetes.io/actions.${SERVICE}-stable`];
  if (action !== undefined) {
    const { ForwardConfig } = JSON.parse(action) as {
      ForwardConfig: { TargetGroups: { ServiceName: string; Weight: number }[] };
    };
    return ForwardConfig.TargetGroups.find(({ ServiceName }) => ServiceName === `${SERVICE}-canary`)?.Weight ?? 0;
  }
  const canary = annotations.find((one) => one['nginx.ingress.kubernetes.io/canary-weight'] !== undefined);
  return Number(canary?.['nginx.ingress.kubernetes.io/canary-weight'] ?? 0);
}
