import { invalid } from '../model';

/**
 * What becomes of a release that has too little traffic to be judged. There is no default, for nobody can know:
 * `pause` waits for a person, `fail` takes the release back, `pass` lets it through unseen.
 */
export type WithoutTraffic = 'pause' | 'fail' | 'pass';

/** A comparison of PromQL and of Go alike. */
export type Comparison = '<' | '<=' | '>' | '>=';

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
    /** How a good value compares with the number. */
    public readonly good: Comparison,
    /** How a bad value compares with the number. */
    public readonly bad: Comparison,
  ) {
    if (!Number.isFinite(value)) throw invalid('Limit.value', 'a finite number', value);
  }
}
