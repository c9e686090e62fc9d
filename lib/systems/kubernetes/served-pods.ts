import { type Manifest, type Manifests, readOnce } from '../../assembly';
import { type ServiceObject } from './kinds';
import { type WorkloadPods, podsOf } from './pods';

/** The pods that a Service leads to; none where it names no labels. Many rules ask for those of each Service. */
export function servedPods(manifests: Manifests, service: Manifest<ServiceObject>): readonly WorkloadPods[] {
  return served(manifests)(service);
}

const served = readOnce((manifests: Manifests) =>
  readOnce<readonly WorkloadPods[], Manifest<ServiceObject>>(({ environment, object }) => {
    const matchLabels = object.spec?.selector ?? {};
    if (Object.keys(matchLabels).length === 0) return [];
    return podsOf(manifests).selected(environment, object.metadata.namespace, { matchLabels });
  }),
);
