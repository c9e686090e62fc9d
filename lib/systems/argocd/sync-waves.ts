import { type Manifest, type Manifests, addTo } from '../../assembly';
import { needsOf } from './needs';
import { hooksOf, isSynced } from './sync-phase';

/**
 * The wave of each object that is synced: what nobody needs comes last, in wave 0; what others need comes one wave before the
 * first of them. Workloads so stand in the last wave, which ends as soon as they are applied: a canary that pauses holds back
 * no other sync. An autoscaler stands beside its workload, for without it it is degraded.
 */
export function syncWaves(manifests: Manifests): ReadonlyMap<Manifest, number> {
  const synced = manifests.all.filter(isSynced);
  const dependents = dependentsOf(manifests, synced);
  const waves = new Map<Manifest, number>();
  const visit = (manifest: Manifest): number => {
    const known = waves.get(manifest);
    if (known !== undefined) return known;
    waves.set(manifest, 0); // what needs itself in a ring has no order
    const wave = Math.min(0, ...(dependents.get(manifest) ?? []).map((one) => visit(one) - 1));
    waves.set(manifest, wave);
    return wave;
  };
  synced.forEach(visit);
  return waves;
}

function dependentsOf(manifests: Manifests, synced: readonly Manifest[]): ReadonlyMap<Manifest, readonly Manifest[]> {
  const needs = needsOf(manifests);
  const among = new Set(synced);
  const dependents = new Map<Manifest, Manifest[]>();
  const add = (needed: Manifest, by: Manifest): void => {
    if (among.has(needed)) addTo(dependents, needed, by);
  };
  const migrations = synced.filter(isMigration);
  for (const manifest of synced) {
    for (const needed of needs.of(manifest)) add(needed, manifest);
    if (!KEPT_RUNNING.has(manifest.object.kind)) continue;
    for (const migration of migrations) if (sharePlace(migration, manifest)) add(migration, manifest);
  }
  return dependents;
}

const KEPT_RUNNING: ReadonlySet<string> = new Set(['Rollout', 'Deployment', 'StatefulSet', 'DaemonSet']);

/** A hook of the sync itself that changes a schema: the pods of its namespace come after it. */
function isMigration({ object }: Manifest): boolean {
  return hooksOf(object).includes('Sync') && object.metadata.annotations?.['delivery/schema-change'] !== undefined;
}

function sharePlace(one: Manifest, other: Manifest): boolean {
  return one.environment === other.environment && one.object.metadata.namespace === other.object.metadata.namespace;
}
