import { type IConstruct } from 'constructs';
import { type KubernetesObject, Manifests } from '../../assembly';
import { apiObjectsOf } from '../kubernetes/objects-of';
import { SYNC_WAVE } from './hook';
import { syncWaves } from './sync-waves';

/**
 * Gives every object below a construct the wave in which Argo CD applies it, computed from what needs what. Call it last, when
 * the chart or the environment has all that it will have. An object that says its wave keeps it.
 */
export function inSyncWaves(scope: IConstruct): void {
  const objects = apiObjectsOf(scope);
  const manifests = new Manifests(
    objects.map((object) => ({ object: object.toJson() as KubernetesObject, environment: '', origin: {} })),
  );
  const waves = syncWaves(manifests);
  objects.forEach((object, i) => {
    const manifest = manifests.all[i];
    const wave = (manifest && waves.get(manifest)) ?? 0;
    if (wave === 0 || manifest?.object.metadata.annotations?.[SYNC_WAVE] !== undefined) return;
    object.metadata.addAnnotation(SYNC_WAVE, String(wave));
  });
}
