/** When in a sync a Job runs. */
export type HookPhase = 'PreSync' | 'Sync' | 'PostSync';

/** The annotations that make an object run once in each sync, in the place of the one that ran in the last. */
export function hook(phase: HookPhase, wave?: number): Readonly<Record<string, string>> {
  return {
    'argocd.argoproj.io/hook': phase,
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    ...(wave === undefined ? {} : { [SYNC_WAVE]: String(wave) }),
  };
}

/** The annotation with the number of an object's wave: lower ones are applied first, and must be healthy before the next. */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';
