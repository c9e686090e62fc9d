import { Construct } from 'constructs';
import * as source from '../../../imports/source.toolkit.fluxcd.io';
import { Duration, type GitHubRepository, type GitLabProject, invalid } from '../../model';
import { type Named, type ObjectProps, renderMetadata } from '../kubernetes/object-props';
import { type FluxSource } from './flux-source';

/** What of a repository is applied: a branch that moves, a commit, or a range of versions. */
export class GitRef {
  /** The head of a branch: a merge deploys. Throws `GitRef.branch: …`. */
  public static branch(branch: string): GitRef {
    if (!/^(?!HEAD$|-)[\w./-]+$/.test(branch)) throw invalid('GitRef.branch', 'the name of a branch', branch);
    return new GitRef({ branch });
  }

  /** One commit: nothing deploys until somebody names another. Throws `GitRef.commit: …`. */
  public static commit(commit: string): GitRef {
    if (!/^[0-9a-f]{40}$/.test(commit)) throw invalid('GitRef.commit', '40 hex digits', commit);
    return new GitRef({ commit });
  }

  /** The newest tag within a range of versions, such as `1.x`. Throws `GitRef.semver: …`. */
  public static semver(range: string): GitRef {
    if (range.trim() === '') throw invalid('GitRef.semver', 'a range of versions', range);
    return new GitRef({ semver: range });
  }

  private constructor(private readonly ref: source.GitRepositorySpecRef) {}

  /** The branch, where one is followed. */
  public get tryBranch(): string | undefined {
    return this.ref.branch;
  }

  /** @internal */
  public _render(): source.GitRepositorySpecRef {
    return this.ref;
  }
}

export interface GitRepositoryProps extends ObjectProps {
  readonly repository: GitHubRepository | GitLabProject;
  readonly ref: GitRef;
  /** The Secret with the credentials, made elsewhere. @default none: the repository is public */
  readonly secret?: Named;
  /** The Secret with the PGP keys of those whose commits are applied, made elsewhere. @default any commit is */
  readonly signedBy?: Named;
  /** How often Flux looks; a `Receiver` makes it look at once. @default 1 minute */
  readonly interval?: Duration;
}

/** A Git repository that Flux follows. */
export class GitRepository extends Construct implements FluxSource {
  public readonly kind = 'GitRepository';
  public readonly name: string;
  public readonly ref: GitRef;

  public constructor(scope: Construct, id: string, props: GitRepositoryProps) {
    super(scope, id);
    const { repository, ref, secret, signedBy, interval = Duration.minutes(1) } = props;
    this.name = props.name;
    this.ref = ref;
    new source.GitRepository(this, 'Default', {
      metadata: renderMetadata('GitRepository', props),
      spec: {
        interval: interval.toString(),
        timeout: '1m',
        url: repository.cloneUrl,
        ref: ref._render(),
        ...(secret && { secretRef: { name: secret.name } }),
        ...(signedBy && {
          verify: { mode: source.GitRepositorySpecVerifyMode.HEAD, secretRef: { name: signedBy.name } },
        }),
      },
    });
  }
}
