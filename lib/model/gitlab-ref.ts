import { refName } from './ref-name';

/** Where in a project's history a pipeline of GitLab runs: a branch, a tag, or tags of one shape. */
export class GitLabRef {
  /** One branch, such as `main`. Protect it: whoever may push to it runs its pipelines. */
  public static branch(name: string): GitLabRef {
    return new GitLabRef('branch', refName('GitLabRef.branch', name), false);
  }

  /** One tag, such as `v1.4.2`. */
  public static tag(name: string): GitLabRef {
    return new GitLabRef('tag', refName('GitLabRef.tag', name), false);
  }

  /** Every tag that begins with a text, such as `v`: a release that does not exist yet has no exact name. */
  public static tagsFrom(prefix: string): GitLabRef {
    refName('GitLabRef.tagsFrom', prefix.replace(/[./]$/, ''));
    return new GitLabRef('tag', `${prefix}*`, true);
  }

  private constructor(
    /** The value of the claim `ref_type`. */
    public readonly type: 'branch' | 'tag',
    /** The name without `refs/heads/` or `refs/tags/`; it ends with `*` where it is a pattern. */
    public readonly name: string,
    /** Whether `*` at the end stands for any text. */
    public readonly isPattern: boolean,
  ) {}

  /** The whole ref, as git writes it: `refs/heads/main`. */
  public get text(): string {
    return `refs/${this.type === 'branch' ? 'heads' : 'tags'}/${this.name}`;
  }

  public toString(): string {
    return this.text;
  }
}
