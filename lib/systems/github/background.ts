import { invalid } from '../../model';
import { type Expr, type Source, type Text } from './expression';
import { type PermissionRequest } from './permissions';
import { type RenderedStep, Step } from './step';

/** How a step waits for what runs in the background. */
export interface WaitOptions {
  /** The name in the log. @default what it waits for */
  readonly name?: Text;
  /** Whether the job goes on when it fails. @default false */
  readonly continueOnError?: boolean;
}

/**
 * What is done about steps that run in the background. A job waits at its end for those that nobody has waited for.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsbackground
 */
export class Background extends Step {
  /** Waits until these have ended; from then on their outputs can be read. */
  public static wait(steps: readonly Step[], options: WaitOptions = {}): Background {
    if (steps.length === 0) throw invalid('Background.wait', 'at least one step', steps);
    return new Background('wait', steps, options);
  }

  /** Waits for all that were started before. */
  public static waitForAll(options: WaitOptions = {}): Background {
    return new Background('wait-all', [], options);
  }

  /** Ends one that is not needed any more, such as a server after the tests; its process has 7.5 seconds to leave. */
  public static cancel(step: Step, options: WaitOptions = {}): Background {
    return new Background('cancel', [step], options);
  }

  /** Throws `Background.<what>: …` for a step that is not started in the background, or has no id. */
  private constructor(
    private readonly what: 'wait' | 'wait-all' | 'cancel',
    private readonly steps: readonly Step[],
    options: WaitOptions,
  ) {
    super(options, undefined);
    const wrong = steps.find((step) => !step._isBackground);
    if (wrong) throw invalid(`Background.${what}`, 'a step with background: true', wrong.title);
    const nameless = steps.find(({ id }) => id === undefined);
    if (nameless) throw invalid(`Background.${what}`, 'a step with an id', nameless.title);
  }

  public get title(): string {
    return [this.what, ...this.steps.map(({ title }) => title)].join(' ');
  }

  public get permissions(): PermissionRequest {
    return { by: this.title, permissions: {} };
  }

  public get _expressions(): readonly Expr[] {
    return [];
  }

  public override get sources(): readonly Source[] {
    return [...super.sources, ...this.steps.map((owner) => ({ context: 'steps', owner, name: this.what }) as const)];
  }

  public override get _waitsFor(): readonly Step[] | 'all' {
    return this.what === 'wait-all' ? 'all' : this.steps;
  }

  protected renderBody(): RenderedStep {
    const ids = this.steps.map(({ id }) => id);
    return { [this.what]: this.what === 'wait-all' ? true : ids.length === 1 ? ids[0] : ids };
  }
}
