import { type Condition, eq } from './condition';
import { github } from './contexts';
import { renderText, type Source, sourcesOf, text, type Text } from './expression';

/**
 * What happens to runs of one group at the same time.
 * @see https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
export class Concurrency {
  /** The newest alone: whatever runs or waits is cancelled. For checks of a pull request. */
  public static latest(group: Text): Concurrency {
    return new Concurrency(group, true, 'single');
  }

  /** One after the other, and none is lost (up to a hundred may wait). For promotions. */
  public static queued(group: Text): Concurrency {
    return new Concurrency(group, false, 'max');
  }

  /** One runs and the newest one waits; others that waited are cancelled. */
  public static single(group: Text): Concurrency {
    return new Concurrency(group, false, 'single');
  }

  /** One run for each branch; a new push to a pull request cancels the run of the one before. */
  public static perRef(): Concurrency {
    const group = text`${github.workflow}-${github.ref}`;
    return new Concurrency(group, eq(github.eventName, 'pull_request'), 'single');
  }

  private constructor(
    private readonly group: Text,
    private readonly cancels: boolean | Condition,
    private readonly queue: 'single' | 'max',
  ) {}

  /** @internal */
  public get _sources(): readonly Source[] {
    return [this.group, this.cancels].flatMap(sourcesOf);
  }

  /** @internal */
  public _render(place: string): object {
    return {
      group: renderText(`${place}.concurrency`, this.group),
      'cancel-in-progress': typeof this.cancels === 'boolean' ? this.cancels : this.cancels.rendered,
      queue: this.queue === 'max' ? 'max' : undefined,
    };
  }
}
