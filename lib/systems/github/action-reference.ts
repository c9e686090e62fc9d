import { invalid } from '../../model';
import { isBeforeSafe, tryTheft } from './action-thefts';

/** What stands after `uses`, taken apart: a repository's folder or file at one commit, and the version that this is. */
export class ActionReference {
  /**
   * Reads `owner/repository[/path]@<40 hex digits> # <version>`. Throws `ActionReference: …` for a branch, a tag or a
   * shortened commit, where no version stands behind (nobody could tell what to update from), for a commit that is known
   * to steal secrets, and for a version from before an action was safe again.
   */
  public static of(uses: string): ActionReference {
    const match = /^([\w-]+\/[\w.-]+)(?:\/([\w./-]+))?@([0-9a-f]{40}) # (\S+)$/.exec(uses);
    const [, repository, path, commit, version] = match ?? [];
    if (repository === undefined || commit === undefined || version === undefined) {
      throw invalid(
        'ActionReference',
        '"owner/repository@<40 hex digits> # <version>"',
        uses,
        'a branch or tag can be moved to other code; ask: git ls-remote https://github.com/OWNER/REPOSITORY TAG^{}',
      );
    }
    const theft = tryTheft(repository);
    if (theft?.isMalicious(commit)) {
      throw invalid('ActionReference', `a commit that steals no secrets (${theft.source})`, uses);
    }
    if (theft && isBeforeSafe(theft, version)) {
      const expected = `${theft.safeFrom ?? ''} or newer (${theft.source})`;
      throw invalid('ActionReference', expected, uses, 'a thief has moved the tags before it to code of his own');
    }
    return new ActionReference(repository, path, commit, version);
  }

  private constructor(
    /** `owner/repository`. */
    public readonly repository: string,
    /** The folder or file inside the repository; nothing for its root. */
    public readonly path: string | undefined,
    public readonly commit: string,
    /** The tag of the commit, such as `v7.0.1`. */
    public readonly version: string,
  ) {}

  /** The action without its version: `owner/repository[/path]`. */
  public get name(): string {
    return this.path === undefined ? this.repository : `${this.repository}/${this.path}`;
  }

  /** As `uses` takes it; the version is a comment behind. */
  public get uses(): string {
    return `${this.name}@${this.commit}`;
  }
}
