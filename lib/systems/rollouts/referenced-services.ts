import { type Assembly, type Manifest, readOnce } from '../../assembly';
import { type ServiceObject } from '../kubernetes/kinds';
import { type RolloutObject } from './kinds';

/** A Service that a Rollout names. */
export interface ReferencedService {
  readonly rollout: Manifest<RolloutObject>;
  readonly name: string;
  /** The field of the Rollout that names it. */
  readonly path: string;
  /** The Service, where there is one in the Rollout's namespace. */
  readonly service?: Manifest<ServiceObject>;
}

/** Every Service that a Rollout names. */
export function referencedServices({ manifests }: Assembly): readonly ReferencedService[] {
  return referencedOnce(manifests);
}

const referencedOnce = readOnce((manifests) =>
  manifests.of('argoproj.io/Rollout').flatMap((rollout) =>
    namesIn(rollout.object).flatMap(([path, name]): readonly ReferencedService[] => {
      if (!name) return [];
      const { environment, object } = rollout;
      const service = manifests.tryFind('Service', { environment, namespace: object.metadata.namespace, name });
      return [{ rollout, name, path: `spec.strategy.${path}`, service }];
    }),
  ),
);

function namesIn({ spec }: RolloutObject): readonly (readonly [string, string | undefined])[] {
  const { canary, blueGreen } = spec.strategy ?? {};
  return [
    ['canary.stableService', canary?.stableService],
    ['canary.canaryService', canary?.canaryService],
    ['canary.pingPong.pingService', canary?.pingPong?.pingService],
    ['canary.pingPong.pongService', canary?.pingPong?.pongService],
    ['canary.trafficRouting.alb.rootService', canary?.trafficRouting?.alb?.rootService],
    ['blueGreen.activeService', blueGreen?.activeService],
    ['blueGreen.previewService', blueGreen?.previewService],
  ];
}
