import { type GitHubRef } from './github-ref';
import { type GitHubRepository } from './github-repository';
import { invalid } from './invalid';

/** A workflow that others call, at the ref they call it by. */
export interface CalledWorkflow {
  /** Where it is kept. */
  readonly repository: GitHubRepository;
  /** Its file, such as `.github/workflows/build.yaml`. */
  readonly file: string;
  /** The ref after the `@` of the call: a branch, a tag, or 40 hex digits of a commit. */
  readonly ref: GitHubRef | string;
}

/** What identifies a job of GitHub Actions to whoever checks its token. */
export interface GitHubWorkflowIdentityProps {
  /** The repository whose runs these are. */
  readonly repository: GitHubRepository;
  /** The workflow's file in that repository, such as `.github/workflows/release.yaml`. */
  readonly file: string;
  /** The refs it runs at; a run at any other ref is someone else. */
  readonly refs: readonly GitHubRef[];
  /**
   * The environment that the job names. It replaces the ref in the token's subject.
   * @default the job names none
   */
  readonly environment?: string;
  /**
   * The reusable workflow that holds the job.
   * @default the job is written in the workflow's own file
   */
  readonly calls?: CalledWorkflow;
}

/**
 * A job of GitHub Actions as its OIDC token describes it. Whoever trusts the job takes this object from whoever
 * defines it, so the two cannot differ.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export class GitHubWorkflowIdentity {
  /** The `iss` of every token that GitHub Actions on github.com hands out. */
  public static readonly issuer = 'https://token.actions.githubusercontent.com';

  /** Throws `GitHubWorkflowIdentity.…` for props that name nobody, and for an Enterprise Server, which is an issuer of its own. */
  public static of(props: GitHubWorkflowIdentityProps): GitHubWorkflowIdentity {
    if (!props.repository.isPublicGitHub) {
      throw invalid(
        'GitHubWorkflowIdentity.repository',
        'a repository on github.com, whose tokens are known',
        props.repository.url,
        'build in Tekton, which signs as the cluster',
      );
    }
    workflowFile('GitHubWorkflowIdentity.file', props.file);
    if (props.refs.length === 0) throw invalid('GitHubWorkflowIdentity.refs', 'at least one ref', props.refs);
    if (props.environment !== undefined && !/^[\w.-]([\w ./-]{0,253}[\w.-])?$/.test(props.environment)) {
      throw invalid('GitHubWorkflowIdentity.environment', 'the name of an environment', props.environment);
    }
    if (props.calls) {
      workflowFile('GitHubWorkflowIdentity.calls.file', props.calls.file);
      calledRef(props.calls);
    }
    return new GitHubWorkflowIdentity(props.repository, props.refs, props.environment, props.file, props.calls);
  }

  private constructor(
    public readonly repository: GitHubRepository,
    public readonly refs: readonly GitHubRef[],
    public readonly environment: string | undefined,
    private readonly file: string,
    private readonly calls: CalledWorkflow | undefined,
  ) {}

  /** The values that the claim `job_workflow_ref` has: the file with the job's steps, and its ref. */
  public get jobWorkflowRefs(): readonly string[] {
    if (this.calls) return [`${this.calls.repository.fullName}/${this.calls.file}@${calledRef(this.calls)}`];
    return this.refs.map((ref) => `${this.repository.fullName}/${this.file}@${ref.text}`);
  }

  /**
   * The values that the claim `sub` has, in both of GitHub's forms: by names alone, and, in repositories made, renamed
   * or moved since July 2026, by names and ids.
   */
  public get subjects(): readonly string[] {
    const { owner, name, id, ownerId } = this.repository;
    const contexts =
      this.environment === undefined ? this.refs.map((ref) => `ref:${ref.text}`) : [`environment:${this.environment}`];
    return contexts.flatMap((context) => [
      `repo:${owner}/${name}:${context}`,
      `repo:${owner}@${ownerId}/${name}@${id}:${context}`,
    ]);
  }

  /** One line for people and for messages. */
  public toString(): string {
    return `${this.repository.fullName}/${this.file} at ${this.refs.join(', ')}`;
  }
}

function workflowFile(place: string, file: string): void {
  if (!/^\.github\/workflows\/[\w.-]+\.ya?ml$/.test(file)) {
    throw invalid(place, 'a file such as ".github/workflows/build.yaml"', file);
  }
}

function calledRef({ ref }: CalledWorkflow): string {
  if (typeof ref !== 'string' && !ref.isPattern) return ref.text;
  if (typeof ref === 'string' && /^[0-9a-f]{40}$/.test(ref)) return ref;
  throw invalid(
    'GitHubWorkflowIdentity.calls.ref',
    'one branch, one tag or the 40 hex digits of a commit',
    typeof ref === 'string' ? ref : ref.text,
  );
}
