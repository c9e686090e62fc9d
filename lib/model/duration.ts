import { invalid } from './invalid';

/** A length of time, exact to the millisecond, and never negative. */
export class Duration {
  public static readonly zero = new Duration(0);

  public static millis(amount: number): Duration {
    return Duration.of(amount, 1, 'millis');
  }
  public static seconds(amount: number): Duration {
    return Duration.of(amount, 1_000, 'seconds');
  }
  public static minutes(amount: number): Duration {
    return Duration.of(amount, 60_000, 'minutes');
  }
  public static hours(amount: number): Duration {
    return Duration.of(amount, 3_600_000, 'hours');
  }
  public static days(amount: number): Duration {
    return Duration.of(amount, 86_400_000, 'days');
  }

  /**
   * Reads what Go's `time.ParseDuration` reads, as far as it is not negative: `90s`, `1h30m`, `1.5h`, `250ms`. Parts of
   * a millisecond are rounded. Go has no unit for days.
   * @see https://pkg.go.dev/time#ParseDuration
   */
  public static tryParseGo(text: string): Duration | undefined {
    if (/^[+-]?0$/.test(text)) return Duration.zero;
    if (!/^[+-]?((\d+(\.\d*)?|\.\d+)([nuµμm]?s|m|h))+$/.test(text)) return undefined;
    const parts = text.matchAll(/(\d*\.?\d*)([nuµμm]?s|m|h)/g);
    let total = 0;
    for (const [, amount, unit] of parts) total += Number(amount) * (GO_UNITS[unit ?? ''] ?? 0);
    if (total > LONGEST_IN_GO || (text.startsWith('-') && total >= 1e-6)) return undefined;
    return new Duration(Math.round(total));
  }

  private static of(amount: number, unit: number, name: string): Duration {
    const milliseconds = amount * unit;
    if (!Number.isFinite(amount) || amount < 0 || !Number.isSafeInteger(milliseconds)) {
      throw invalid(`Duration.${name}`, 'a number that is not negative and makes whole milliseconds', amount);
    }
    return new Duration(milliseconds);
  }

  private constructor(public readonly milliseconds: number) {}

  /** Seconds, with a fraction where the duration has one. */
  public get inSeconds(): number {
    return this.milliseconds / 1_000;
  }

  public plus(other: Duration): Duration {
    return new Duration(this.milliseconds + other.milliseconds);
  }

  public times(factor: number): Duration {
    return Duration.millis(this.milliseconds * factor);
  }

  public isLongerThan(other: Duration): boolean {
    return this.milliseconds > other.milliseconds;
  }

  /** As Go and Kubernetes controllers write it: `1h30m0s` becomes `1h30m`; nothing is `0s`. */
  public toString(): string {
    if (this.milliseconds === 0) return '0s';
    let rest = this.milliseconds;
    let text = '';
    for (const [unit, size] of [
      ['h', 3_600_000],
      ['m', 60_000],
      ['s', 1_000],
      ['ms', 1],
    ] as const) {
      const count = Math.floor(rest / size);
      rest -= count * size;
      if (count > 0) text += `${count}${unit}`;
    }
    return text;
  }
}

const GO_UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3, // the sign for micro
  μs: 1e-3, // the Greek letter
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Go counts nanoseconds in 63 bits: 292 years. */
const LONGEST_IN_GO = 2 ** 63 / 1e6;
