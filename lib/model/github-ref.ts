import { refName } from './ref-name';

/** Where in a repository's history a workflow runs: a branch, a tag, or tags of one shape. */
export class GitHubRef {
  /** One branch, such as `main`. */
  public static branch(name: string): GitHubRef {
    return new GitHubRef(`refs/heads/${refName('GitHubRef.branch', name)}`, false);
  }

  /** One tag, such as `v1.4.2`. */
  public static tag(name: string): GitHubRef {
    return new GitHubRef(`refs/tags/${refName('GitHubRef.tag', name)}`, false);
  }

  /** Every tag that begins with a text, such as `v`: a release that does not exist yet has no exact name. */
  public static tagsFrom(prefix: string): GitHubRef {
    return new GitHubRef(`refs/tags/${refName('GitHubRef.tagsFrom', prefix)}*`, true);
  }

  private constructor(
    /** The whole ref, such as `refs/heads/main`; it ends with `*` where it is a pattern. */
    public readonly text: string,
    /** Whether `*` at the end stands for any text. */
    public readonly isPattern: boolean,
  ) {}

  public toString(): string {
    return this.text;
  }
}
