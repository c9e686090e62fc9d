import { setTimeout as wait } from 'node:timers/promises';
import { type Duration, invalid } from '../model';

export interface BackOffProps {
  /** How often is tried at most. @default 12 */
  readonly tries?: number;
  /** The time after which no further try begins. @default 2 minutes */
  readonly deadline?: Duration;
  /** The longest wait after the first try; it doubles at each, to 30 seconds. @default 500 milliseconds */
  readonly first?: Duration;
}

const LONGEST = 30_000;

/** How often is tried, and how long is waited between: a random time, so that promoters fall out of step. */
export class BackOff {
  private readonly tries: number;
  private readonly deadline: number;
  private readonly first: number;

  /** Throws `BackOff.tries: …`. */
  public constructor({ tries = 12, deadline, first }: BackOffProps = {}) {
    if (!Number.isInteger(tries) || tries < 1) throw invalid('BackOff.tries', 'a whole number of 1 or more', tries);
    this.tries = tries;
    this.deadline = deadline?.milliseconds ?? 120_000;
    this.first = first?.milliseconds ?? 500;
  }

  /** The numbers of the tries, from 1; each but the first comes after a wait. */
  public async *attempts(): AsyncGenerator<number> {
    const end = performance.now() + this.deadline;
    for (let attempt = 1; attempt <= this.tries; attempt++) {
      yield attempt;
      const pause = Math.random() * Math.min(LONGEST, this.first * 2 ** (attempt - 1));
      if (attempt === this.tries || performance.now() + pause > end) return;
      await wait(pause);
    }
  }
}
