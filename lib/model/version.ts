import { invalid } from './invalid';

/** A release line of a platform part, `major.minor`; patches do not change what slipway renders. */
export class Version {
  public static of(place: string, text: string): Version {
    const match = /^v?(\d+)\.(\d+)(?:\.\d+)?$/.exec(text);
    if (!match) throw invalid(place, 'a version "major.minor"', text);
    return new Version(Number(match[1]), Number(match[2]));
  }

  private constructor(
    public readonly major: number,
    public readonly minor: number,
  ) {}

  /** Whether this is the given release or a newer one. */
  public isAtLeast(text: string): boolean {
    const other = Version.of('Version.isAtLeast', text);
    return this.major > other.major || (this.major === other.major && this.minor >= other.minor);
  }

  public toString(): string {
    return `${this.major}.${this.minor}`;
  }
}
