import { type Manifest, type Manifests, kindOf } from '../../assembly';
import { type AutoscalerObject } from './kinds';

/** Which autoscaler scales which object. */
export class Scaling {
  public readonly all: readonly Manifest<AutoscalerObject>[];
  private readonly byTarget = new Map<string, Manifest<AutoscalerObject>>();

  public constructor(private readonly manifests: Manifests) {
    this.all = manifests.of('autoscaling/HorizontalPodAutoscaler');
    for (const autoscaler of this.all) this.byTarget.set(targetKey(autoscaler), autoscaler);
  }

  /** The object that an autoscaler scales, whatever its kind. */
  public tryTargetOf({ environment, object }: Manifest<AutoscalerObject>): Manifest | undefined {
    const { apiVersion = 'v1', kind = '', name = '' } = object.spec?.scaleTargetRef ?? {};
    const { namespace } = object.metadata;
    return this.manifests.tryFindAny(kindOf({ apiVersion, kind }), { environment, namespace, name });
  }

  /** The autoscaler of an object. */
  public tryScalerOf(manifest: Manifest): Manifest<AutoscalerObject> | undefined {
    return this.byTarget.get(keyOf(manifest, kindOf(manifest.object), manifest.object.metadata.name ?? ''));
  }
}

/** A target in words: `Deployment api`. */
export function targetText({ object }: Manifest<AutoscalerObject>): string {
  const { kind = '', name = '' } = object.spec?.scaleTargetRef ?? {};
  return `${kind} ${name}`;
}

function targetKey(autoscaler: Manifest<AutoscalerObject>): string {
  const { apiVersion = 'v1', kind = '', name = '' } = autoscaler.object.spec?.scaleTargetRef ?? {};
  return keyOf(autoscaler, kindOf({ apiVersion, kind }), name);
}

function keyOf({ environment, object }: Manifest, kind: string, name: string): string {
  return `${environment}\n${object.metadata.namespace ?? ''}\n${kind}\n${name}`;
}
