/** Lets so many tasks run at a time; the others wait their turn, in order. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  public constructor(atOnce: number) {
    this.free = atOnce;
  }

  public async take<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
