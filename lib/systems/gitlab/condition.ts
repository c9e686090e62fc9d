import { type GitLabRef, invalid } from '../../model';

/** When a rule holds, as GitLab reads it in `if`. */
export class Condition {
  /** A pipeline of the project's default branch, made by a push, a merge or a schedule. */
  public static readonly onDefaultBranch = new Condition('$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', false);

  /** A pipeline of any branch. */
  public static readonly onBranch = new Condition('$CI_COMMIT_BRANCH', false);

  /** A pipeline of any tag. */
  public static readonly onTag = new Condition('$CI_COMMIT_TAG', false);

  /** A pipeline of a merge request: its code is reviewed by nobody yet. */
  public static readonly inMergeRequest = new Condition('$CI_PIPELINE_SOURCE == "merge_request_event"', false);

  /** A pipeline of a branch for which a merge request is open. */
  public static readonly withOpenMergeRequest = new Condition('$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS', false);

  /** A pipeline that a schedule has made. */
  public static readonly onSchedule = new Condition('$CI_PIPELINE_SOURCE == "schedule"', false);

  /** A pipeline of one branch or tag, or of the tags that begin alike. */
  public static onRef(ref: GitLabRef): Condition {
    const variable = ref.type === 'branch' ? '$CI_COMMIT_BRANCH' : '$CI_COMMIT_TAG';
    if (!ref.isPattern) return new Condition(`${variable} == "${ref.name}"`, false);
    return new Condition(`${variable} =~ /^${ref.name.slice(0, -1).replace(/[./+]/g, '\\$&')}/`, false);
  }

  /** A variable with one value. Throws `Condition.is: …` for a name or a text that GitLab cannot read there. */
  public static is(variable: string, value: string): Condition {
    if (!/^[A-Za-z_]\w*$/.test(variable)) throw invalid('Condition.is', 'the name of a variable', variable);
    if (/["\n]/.test(value)) throw invalid('Condition.is', 'a text without quotes and line feeds', value);
    return new Condition(`$${variable} == "${value}"`, false);
  }

  /** All of them hold. */
  public static all(...conditions: readonly Condition[]): Condition {
    return combined('&&', conditions);
  }

  /** At least one of them holds. */
  public static any(...conditions: readonly Condition[]): Condition {
    return combined('||', conditions);
  }

  /** @internal */
  public static _joined(text: string): Condition {
    return new Condition(text, true);
  }

  private constructor(
    /** As it stands in the file. */
    public readonly text: string,
    /** @internal */
    public readonly _isJoined: boolean,
  ) {}

  public toString(): string {
    return this.text;
  }
}

function combined(operator: '&&' | '||', conditions: readonly Condition[]): Condition {
  const [only] = conditions;
  if (only === undefined) throw invalid('Condition', 'at least one condition', conditions.length);
  if (conditions.length === 1) return only;
  const parts = conditions.map(({ text, _isJoined }) => (_isJoined ? `(${text})` : text));
  return Condition._joined(parts.join(` ${operator} `));
}
