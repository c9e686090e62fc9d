import { type GitHubRepository, type GitLabProject, invalid } from '../../model';

/** Which folder of a repository is followed. */
export interface GitSourceProps {
  /** The repository that the cluster follows. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The folder, as a path from its root; one that holds a `kustomization.yaml` is built with kustomize. */
  readonly path: string;
}

/** A folder of a Git repository at some revision: what an Application applies. */
export class GitSource {
  /** The head of a branch: a merge deploys. Throws `GitSource.branch: …` or `GitSource.path: …`. */
  public static branch(branch: string, props: GitSourceProps): GitSource {
    if (!/^(?!HEAD$|-)[\w./-]+$/.test(branch)) {
      throw invalid('GitSource.branch', 'the name of a branch', branch, 'HEAD is whatever the host calls its default');
    }
    return new GitSource(branch, props);
  }

  /** One commit: nothing deploys until somebody names another. Throws `GitSource.commit: …` or `GitSource.path: …`. */
  public static commit(commit: string, props: GitSourceProps): GitSource {
    if (!/^[0-9a-f]{40}$/.test(commit)) throw invalid('GitSource.commit', '40 hex digits', commit);
    return new GitSource(commit, props);
  }

  /**
   * The commit that a template names, such as `{{ .head_sha }}` in an ApplicationSet.
   * @internal
   */
  public static _template(revision: string, props: GitSourceProps): GitSource {
    return new GitSource(revision, props);
  }

  public readonly repository: GitHubRepository | GitLabProject;
  public readonly path: string;

  private constructor(
    public readonly revision: string,
    { repository, path }: GitSourceProps,
  ) {
    if (!/^(?!\/)(?!.*(^|\/)\.\.(\/|$))[\w.{}\/ -]+$/.test(path) || path.endsWith('/')) {
      throw invalid('GitSource.path', 'a folder as a path from the root of the repository', path);
    }
    this.repository = repository;
    this.path = path;
  }

  /** @internal */
  public _render(): { readonly repoURL: string; readonly targetRevision: string; readonly path: string } {
    return { repoURL: this.repository.cloneUrl, targetRevision: this.revision, path: this.path };
  }
}
