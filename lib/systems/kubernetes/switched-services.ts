import { type KubernetesObject } from '../../assembly';

/** The label that the controller of Argo Rollouts adds to the selector of a Service, so that it reaches one version alone. */
export const POD_HASH = 'rollouts-pod-template-hash';

/** A Service whose selector the controller of a Rollout writes. */
export interface SwitchedService {
  readonly name: string;
  readonly strategy: 'blueGreen' | 'canary';
}

interface Strategies {
  readonly canary?: {
    readonly stableService?: string;
    readonly canaryService?: string;
    readonly pingPong?: { readonly pingService?: string; readonly pongService?: string };
  };
  readonly blueGreen?: { readonly activeService?: string; readonly previewService?: string };
}

/** The Services that an object switches: none, unless it is a Rollout. */
export function switchedServices(object: KubernetesObject): readonly SwitchedService[] {
  if (object.kind !== 'Rollout') return [];
  const { canary, blueGreen } = (object as { readonly spec?: { readonly strategy?: Strategies } }).spec?.strategy ?? {};
  const { pingPong } = canary ?? {};
  return [
    ...named('blueGreen', [blueGreen?.activeService, blueGreen?.previewService]),
    ...named('canary', [canary?.stableService, canary?.canaryService, pingPong?.pingService, pingPong?.pongService]),
  ];
}

function named(
  strategy: SwitchedService['strategy'],
  names: readonly (string | undefined)[],
): readonly SwitchedService[] {
  return names.flatMap((name) => (name ? { name, strategy } : []));
}
