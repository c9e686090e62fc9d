import { type Manifest, describe } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { hooksOf, isSynced, waveOf } from '../sync-phase';
import { hookJob, manifests, rollout } from './examples';

const CANARY = rollout('strategy: { canary: { steps: [{ setWeight: 10 }, { pause: { duration: 10m } }] } }');

export const syncWaitsForCanary: Rule = {
  id: 'ARG024',
  severity: 'warning',
  title: 'a sync waits until a canary is over',
  why: 'what comes after the Rollout waits until it is Healthy: as long as it pauses, no commit is synced, and so no revert',
  repair: 'put the Rollout into the last wave, and test the canary in its own steps in the place of a PostSync hook',
  reference: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/sync_context.go',
  good: manifests(CANARY, hookJob('Sync').replace('hook: Sync', "hook: Sync, argocd.argoproj.io/sync-wave: '-1'")),
  bad: manifests(CANARY, hookJob('PostSync')),
  check: ({ manifests }) => {
    const lasts = lastByPlace(manifests.all);
    return manifests.ofKinds('argoproj.io/Rollout').flatMap((manifest) => {
      if (!pauses(manifest)) return [];
      const last = lasts.get(placeOf(manifest));
      if (!last || rankOf(last) <= waveOf(manifest.object)) return [];
      return [
        problem(
          manifest,
          `${describe(last.object)} comes after it in the sync, which waits while it pauses`,
          'let nothing come after it',
          'spec.strategy',
        ),
      ];
    });
  },
};

/** In each namespace the object that a sync applies last. */
function lastByPlace(all: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const lasts = new Map<string, Manifest>();
  for (const manifest of all) {
    const place = placeOf(manifest);
    const known = lasts.get(place);
    if (!known || rankOf(manifest) > rankOf(known)) lasts.set(place, manifest);
  }
  return lasts;
}

/** PostSync comes after every wave of the sync; other hooks do not belong to it. */
function rankOf(manifest: Manifest): number {
  if (hooksOf(manifest.object).includes('PostSync')) return Infinity;
  return isSynced(manifest) ? waveOf(manifest.object) : -Infinity;
}

function placeOf({ environment, object }: Manifest): string {
  return `${environment}\n${object.metadata.namespace ?? ''}`;
}

function pauses({ object }: Manifest): boolean {
  const { canary, blueGreen } = (object as Pausing).spec?.strategy ?? {};
  return (canary?.steps ?? []).some((step) => step.pause) || blueGreen?.autoPromotionEnabled === false;
}

interface Pausing {
  readonly spec?: {
    readonly strategy?: {
      readonly canary?: { readonly steps?: readonly { readonly pause?: object }[] };
      readonly blueGreen?: { readonly autoPromotionEnabled?: boolean };
    };
  };
}
