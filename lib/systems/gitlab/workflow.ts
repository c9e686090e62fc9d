import { type GitLabRef } from '../../model';
import { Condition } from './condition';

/** Which pipelines a project gets: one for each change, never two for the same. */
export class Workflow {
  /** Pipelines of merge requests and of some refs; a push to any other branch makes none. */
  public static mergeRequestsAnd(...refs: readonly [GitLabRef, ...GitLabRef[]]): Workflow {
    return new Workflow([Condition.inMergeRequest, ...refs.map(Condition.onRef)], []);
  }

  /** Pipelines of every branch and tag; a branch with an open merge request has that one's in place of its own. */
  public static readonly everywhere = new Workflow(
    [Condition.inMergeRequest],
    [Condition.withOpenMergeRequest],
    [Condition.onBranch, Condition.onTag],
  );

  private constructor(
    private readonly first: readonly Condition[],
    private readonly never: readonly Condition[],
    private readonly then: readonly Condition[] = [],
  ) {}

  /** @internal */
  public _render(): object {
    return {
      // A newer push of the same ref makes the older pipeline's interruptible jobs needless.
      auto_cancel: { on_new_commit: 'interruptible' },
      rules: [
        ...this.first.map(({ text }) => ({ if: text })),
        ...this.never.map(({ text }) => ({ if: text, when: 'never' })),
        ...this.then.map(({ text }) => ({ if: text })),
      ],
    };
  }
}
