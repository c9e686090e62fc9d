/**
 * Why a promotion did not happen: the target has no such place (`target`), something newer is promoted (`order`), the
 * environment before it does not run the image (`before`), others were faster at every try (`lost`), the branch does not
 * take the commit from us (`denied`), or the branch does not hold what it has taken (`unseen`).
 */
export type RefusalReason = 'target' | 'order' | 'before' | 'lost' | 'denied' | 'unseen';

/** A promotion that did not happen, in one sentence. Nothing is written to the branch where it is thrown. */
export class Refusal extends Error {
  public override readonly name = 'Refusal';

  public constructor(
    public readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}
