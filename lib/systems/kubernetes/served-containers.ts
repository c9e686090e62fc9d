import { type Manifest, type Manifests, readOnce } from '../../assembly';
import { type ServiceObject } from './kinds';
import { type PodContainer } from './pod-spec';
import { servedPods } from './served-pods';
import { tryContainerAt } from './service-ports';

/** A container with traffic: whose it is, and the first Service that leads to it. */
export interface ServedContainer extends PodContainer {
  readonly manifest: Manifest;
  readonly service: Manifest<ServiceObject>;
}

/** The containers that the ports of Services lead to, each once; gathered once for all rules. */
export const servedContainers = readOnce((manifests: Manifests): readonly ServedContainer[] => {
  const found = new Map<PodContainer, ServedContainer>();
  for (const service of manifests.of('Service')) {
    for (const pods of servedPods(manifests, service)) {
      for (const port of service.object.spec?.ports ?? []) {
        const reached = tryContainerAt(pods, port);
        if (reached && !found.has(reached)) found.set(reached, { ...reached, manifest: pods.manifest, service });
      }
    }
  }
  return [...found.values()];
});
