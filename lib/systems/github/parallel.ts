import { invalid } from '../../model';
import { type Expr } from './expression';
import { type PermissionRequest } from './permissions';
import { type RenderedStep, Step } from './step';

/** Steps that run side by side, each with a log of its own; the job goes on when all have ended. */
export class Parallel extends Step {
  /**
   * Throws `Parallel.of: …` for fewer than two, for more than the ten that a runner runs at a time, and for one that runs in
   * the background anyway.
   * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsparallel
   */
  public static of(steps: readonly Step[]): Parallel {
    if (steps.length < 2 || steps.length > MOST) {
      throw invalid('Parallel.of', `between 2 and ${MOST} steps`, steps.length);
    }
    const wrong = steps.find((step) => step._isBackground || step._all[0] !== step || step._waitsFor !== undefined);
    if (wrong) throw invalid('Parallel.of', 'steps that do something, none in the background', wrong.title);
    return new Parallel(steps);
  }

  private constructor(private readonly steps: readonly Step[]) {
    super({}, undefined);
  }

  public get title(): string {
    return this.steps.map(({ title }) => title).join(', ');
  }

  public get permissions(): PermissionRequest {
    return { by: this.title, permissions: {} };
  }

  public get _expressions(): readonly Expr[] {
    return [];
  }

  public override get _all(): readonly Step[] {
    return this.steps;
  }

  public override _render(place: string, isRead: (step: Step) => boolean): RenderedStep {
    return { parallel: this.steps.map((step, index) => step._render(`${place}.parallel[${index}]`, isRead)) };
  }

  protected renderBody(): RenderedStep {
    return {};
  }
}

/** So many the runner starts at a time; more would wait in turn. */
const MOST = 10;
