import { type Footprint } from './footprint';

/** Removes the footprint when this process is told to end, or ends by an error. */
export class Guard {
  private readonly onExit = () => void this.footprint.remove();

  private readonly onSignal = (signal: NodeJS.Signals) => {
    this.footprint.remove();
    this.release(); // not before: a second signal would end this process in the middle
    process.kill(process.pid, signal);
  };

  public constructor(private readonly footprint: Footprint) {
    process.on('exit', this.onExit);
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  public release(): void {
    process.off('exit', this.onExit);
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
