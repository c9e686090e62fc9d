import { type Duration, invalid } from '../../model';

/** What a container does before it is told to stop: the time in which load balancers learn that it is going. */
export class PreStop {
  /** Nothing: the signal to stop and the end of new traffic race each other, and some requests fail. */
  public static readonly none = new PreStop(0, undefined);

  /** Waits, in whole seconds; the kubelet does it, so the image needs no shell. Kubernetes 1.30 or newer. */
  public static sleep(time: Duration): PreStop {
    const seconds = time.inSeconds;
    if (!Number.isInteger(seconds) || seconds < 1) {
      throw invalid('PreStop.sleep', 'whole seconds, at least one', time.toString());
    }
    return new PreStop(seconds, { sleep: { seconds } });
  }

  /** Runs a program in the container, which must end within the grace period. */
  public static exec(command: readonly string[]): PreStop {
    if (command.length === 0) throw invalid('PreStop.exec', 'a program and its arguments', command);
    return new PreStop(0, { exec: { command } });
  }

  private constructor(
    /** The seconds of the grace period that are known to pass before the signal to stop. */
    public readonly seconds: number,
    private readonly handler: object | undefined,
  ) {}

  /** @internal */
  public _render(): object {
    return this.handler === undefined ? {} : { lifecycle: { preStop: this.handler } };
  }
}
