import { type PredicateType } from '../../../model';

/** What can be said of an image and signed: a file in the workspace, and its type. */
export interface Statement {
  /** The file's path in the workspace. */
  readonly file: string;
  /** What it says. */
  readonly type: PredicateType;
}
