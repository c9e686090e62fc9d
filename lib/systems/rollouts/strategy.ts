import { type OwnedFields } from '../kubernetes/owned-fields';
import { type Gate } from './gate';
import { type RenderedObject, type RolloutNames, type RouterContext } from './router';
import { type StepContext } from './step';
import { type Traffic } from './traffic';

/** What a strategy is told of the Rollout that follows it. */
export interface StrategyContext extends StepContext {
  readonly router: RouterContext;
  /** How traffic is split where the strategy itself does not say. */
  readonly traffic: Traffic;
}

/** What a strategy comes to. */
export interface RenderedStrategy {
  /** The `strategy` of the Rollout. */
  readonly strategy: object;
  /** The objects that the controller writes weights into. */
  readonly objects: readonly RenderedObject[];
  /** What the controller writes into them. */
  readonly ownedFields: readonly OwnedFields[];
  /** Whether callers use one Service over both versions, rather than the current one. */
  readonly sharedService: boolean;
}

/** How a Rollout goes from one version to the next: `Canary` or `BlueGreen`. */
export interface RolloutStrategy {
  /** Every gate on the way, in order; one that stands in two places is there twice. */
  readonly gates: readonly Gate[];
  /** @internal The names of the Services. */
  _namesFor(rollout: string): RolloutNames;
  /** @internal */
  _render(context: StrategyContext): RenderedStrategy;
}
