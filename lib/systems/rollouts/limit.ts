import { invalid } from '../../model';
import { type Conditions } from './condition';

/**
 * What becomes of a release that has too little traffic to be judged. There is no default, for nobody can know:
 * `pause` waits for a person, `fail` takes the release back, `pass` lets it through unseen.
 */
export type WithoutTraffic = 'pause' | 'fail' | 'pass';

/** The side of a number on which a measured value has to be. */
export class Limit {
  /** Less than the number. */
  public static below(value: number): Limit {
    return new Limit(value, '<', '>=');
  }
  /** The number or less. */
  public static atMost(value: number): Limit {
    return new Limit(value, '<=', '>');
  }
  /** More than the number. */
  public static above(value: number): Limit {
    return new Limit(value, '>', '<=');
  }
  /** The number or more. */
  public static atLeast(value: number): Limit {
    return new Limit(value, '>=', '<');
  }

  private constructor(
    public readonly value: number,
    private readonly good: string,
    private readonly bad: string,
  ) {
    if (!Number.isFinite(value)) throw invalid('Limit.value', 'a finite number', value);
  }

  /**
   * @internal The conditions of a metric whose query answers with one value, with none, or with NaN. Asking for the
   * length first keeps an empty answer from being an error that aborts the release after 40 seconds.
   */
  public _conditions(withoutTraffic: WithoutTraffic): Conditions {
    const measured = 'len(result) > 0 && !isNaN(result[0])';
    const success = `${measured} && result[0] ${this.good} ${this.value}`;
    if (withoutTraffic === 'fail') return { success };
    const failure = `${measured} && result[0] ${this.bad} ${this.value}`;
    return withoutTraffic === 'pass' ? { failure } : { success, failure };
  }
}
