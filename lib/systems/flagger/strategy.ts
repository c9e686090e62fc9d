import { invalid } from '../../model';
import { type Visitors } from './visitors';

/** The fields of an analysis that a strategy writes. */
export interface RenderedStrategy {
  readonly stepWeight?: number;
  readonly maxWeight?: number;
  readonly stepWeights?: readonly number[];
  readonly stepWeightPromotion?: number;
  readonly iterations?: number;
  readonly match?: readonly object[];
}

export interface EqualStepsProps {
  /** The share of the traffic, in percent, that each step adds. */
  readonly step: number;
  /** The share at which a good version is promoted: a multiple of `step`. */
  readonly max: number;
}

/** How a new version comes in. */
export class FlaggerStrategy {
  /** A canary that gets as much more traffic with each interval. Throws `FlaggerStrategy.step…`. */
  public static canary({ step, max }: EqualStepsProps): FlaggerStrategy {
    percent('FlaggerStrategy.step', step);
    percent('FlaggerStrategy.max', max);
    if (max % step !== 0) {
      throw invalid('FlaggerStrategy.max', `a multiple of the step ${step}`, max, 'the last step would go past it');
    }
    return new FlaggerStrategy('weights', { stepWeight: step, maxWeight: max });
  }

  /** A canary that gets these shares of the traffic, in percent, one an interval. Throws `FlaggerStrategy.weights: …`. */
  public static canaryThrough(weights: readonly number[]): FlaggerStrategy {
    const rising = weights.every((weight, i) => isPercent(weight) && weight > (weights[i - 1] ?? 0));
    if (!rising || weights.length === 0) {
      throw invalid(
        'FlaggerStrategy.weights',
        'rising whole percentages',
        weights,
        'Flagger never goes past one that does not rise',
      );
    }
    return new FlaggerStrategy('weights', { stepWeights: weights });
  }

  /** The new version for some visitors alone, so long as it is judged so many times. Throws `FlaggerStrategy.…`. */
  public static abTest(visitors: readonly Visitors[], checks: number): FlaggerStrategy {
    if (visitors.length === 0) throw invalid('FlaggerStrategy.visitors', 'at least one', visitors);
    return new FlaggerStrategy('visitors', {
      iterations: iterations(checks),
      match: visitors.map((one) => one._render()),
    });
  }

  /** The new version beside the old one, judged without users so many times, then all at once. Throws `FlaggerStrategy.checks: …`. */
  public static blueGreen(checks: number): FlaggerStrategy {
    return new FlaggerStrategy('all at once', { iterations: iterations(checks) });
  }

  private constructor(
    /** What a strategy splits the traffic by. */
    public readonly splitsBy: 'weights' | 'visitors' | 'all at once',
    private readonly fields: RenderedStrategy,
  ) {}

  /** @internal */
  public _render(): RenderedStrategy {
    return this.fields;
  }
}

function iterations(checks: number): number {
  if (!Number.isSafeInteger(checks) || checks < 1) {
    throw invalid('FlaggerStrategy.checks', 'a whole number of at least 1', checks);
  }
  return checks;
}

function percent(place: string, value: number): void {
  if (!isPercent(value)) throw invalid(place, 'a whole percentage from 1 to 100', value);
}

function isPercent(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 100;
}
