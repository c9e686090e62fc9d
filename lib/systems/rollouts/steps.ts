import { type Assembly, type Manifest, readOnce } from '../../assembly';
import { type CanaryStep, type CanaryStrategy, type RolloutObject } from './kinds';

/** A canary strategy, with the Rollout that follows it. */
export interface PlacedCanary {
  readonly rollout: Manifest<RolloutObject>;
  readonly canary: CanaryStrategy;
  readonly steps: readonly CanaryStep[];
}

/** One step of a canary, with its place. */
export interface PlacedStep extends PlacedCanary {
  readonly step: CanaryStep;
  readonly index: number;
  /** The field of the Rollout, such as `spec.strategy.canary.steps[2]`. */
  readonly path: string;
}

/** The path of a canary inside a Rollout. */
export const CANARY = 'spec.strategy.canary';

/** Every canary of an assembly. */
export function canariesOf({ manifests }: Pick<Assembly, 'manifests'>): readonly PlacedCanary[] {
  return canariesOnce(manifests);
}

const canariesOnce = readOnce((manifests) =>
  manifests.of('argoproj.io/Rollout').flatMap((rollout): PlacedCanary[] => {
    const canary = rollout.object.spec.strategy?.canary;
    return canary === undefined ? [] : [{ rollout, canary, steps: canary.steps ?? [] }];
  }),
);

/** Every step of every canary. */
export function stepsOf({ manifests }: Assembly): readonly PlacedStep[] {
  return stepsOnce(manifests);
}

const stepsOnce = readOnce((manifests) =>
  canariesOnce(manifests).flatMap(({ rollout, canary, steps }) =>
    steps.map((step, index): PlacedStep => ({
      rollout,
      canary,
      steps,
      step,
      index,
      path: `${CANARY}.steps[${index}]`,
    })),
  ),
);
