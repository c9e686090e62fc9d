import { type KubernetesObject, type Manifest } from '../../assembly';
import { SYNC_WAVE } from './hook';

const PHASES: readonly string[] = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete', 'Skip'];
const NONE: readonly string[] = [];

/** The hooks of an object, for it may be more than one; none where it is applied and kept. */
export function hooksOf({ metadata }: KubernetesObject): readonly string[] {
  const given = metadata.annotations?.['argocd.argoproj.io/hook'];
  if (given === undefined) return NONE;
  return given
    .split(',')
    .map((one) => one.trim())
    .filter((one) => PHASES.includes(one));
}

/** Whether an object belongs to the phase in which everything is applied. */
export function isSynced({ object }: Manifest): boolean {
  const hooks = hooksOf(object);
  return hooks.length === 0 || hooks.includes('Sync');
}

/** The number of an object's wave. What is no number counts as none, as it does for Argo CD. */
export function waveOf({ metadata }: KubernetesObject): number {
  const text = metadata.annotations?.[SYNC_WAVE];
  return text !== undefined && /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}
