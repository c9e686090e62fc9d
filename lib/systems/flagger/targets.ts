import { type Manifest, type Manifests, kindOf, readOnce } from '../../assembly';
import { podsOf, type WorkloadPods } from '../kubernetes/pods';
import { type CanaryObject } from './kinds';

/** A Canary with the workload that it lets in. */
export interface Targeted {
  readonly canary: Manifest<CanaryObject>;
  readonly target: Manifest;
  readonly workload: WorkloadPods;
}

/** The Canaries whose target is in the assembly. */
export const targetsOf = readOnce((manifests: Manifests): readonly Targeted[] => {
  const pods = podsOf(manifests);
  return manifests.of('flagger.app/Canary').flatMap((canary) => {
    const target = tryTarget(manifests, canary);
    const workload = target && pods.of(target)[0];
    return target && workload ? [{ canary, target, workload }] : [];
  });
});

/** The object that a Canary names as its target. */
export function tryTarget(manifests: Manifests, { environment, object }: Manifest<CanaryObject>): Manifest | undefined {
  const { namespace } = object.metadata;
  return manifests.tryFindAny(kindOf(object.spec.targetRef), {
    environment,
    namespace,
    name: object.spec.targetRef.name,
  });
}
