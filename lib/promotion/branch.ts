import { type PromotionIntent } from './intent';
import { type Message } from './trailers';

/** A file as a commit leaves it. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** What is to become a commit. */
export interface Change {
  /** The commit that it stands on. */
  readonly parent: string;
  readonly files: readonly WrittenFile[];
  readonly message: Message;
}

/**
 * How a commit ended: the branch took it; the branch had moved, so it did not; or nobody can say yet, because the answer did
 * not come or says neither, and the branch itself must be asked.
 */
export type Outcome = { readonly commit: string } | { readonly overtaken: string } | { readonly unclear: string };

/**
 * A branch of a GitOps repository that is only ever moved by compare-and-swap. Every method throws `Refusal` where the
 * server does not let us in.
 */
export interface Branch {
  /** The commit that the branch points to now, freshly asked. */
  head(): Promise<string>;
  /** A file's text in a commit that `head` gave; nothing where it has no such file. */
  read(commit: string, path: string): Promise<string | undefined>;
  /** Makes a commit and lets the branch point to it, unless the branch points to anything else than its parent by now. */
  commit(change: Change): Promise<Outcome>;
  /** Whether one commit is the other or comes after it. Both were the branch's head at some time. */
  includes(head: string, commit: string): Promise<boolean>;
  /** The message of the last commit of a file that is a promotion of the intent's service and environment. */
  tryLastPromotion(head: string, path: string, intent: PromotionIntent): Promise<string | undefined>;
}

/** A branch beside the one that a cluster follows: what is there waits for a pull request to be merged. */
export interface Proposals {
  /** The commit that a branch points to; nothing where there is no such branch. */
  tryTip(branch: string): Promise<string | undefined>;
  /**
   * Makes a commit and lets a branch point to it, wherever it pointed to before, unless that is not `seen` any more;
   * without `seen` there must be no such branch.
   */
  propose(branch: string, seen: string | undefined, change: Change): Promise<Outcome>;
}
