import { type GitLabProject } from './gitlab-project';
import { type GitLabRef } from './gitlab-ref';
import { invalid } from './invalid';
import { SigningIdentity } from './signing-identity';

/** What identifies the jobs of a GitLab pipeline to whoever checks their tokens. */
export interface GitLabPipelineIdentityProps {
  /** The project whose pipelines these are. */
  readonly project: GitLabProject;
  /** The refs that they run at; a pipeline at any other ref is someone else. */
  readonly refs: readonly GitLabRef[];
  /** The file that the project's pipelines are configured by. @default ".gitlab-ci.yml" */
  readonly file?: string;
}

/**
 * The jobs of a GitLab pipeline as their id tokens describe them. Whoever trusts them takes this object from whoever
 * defines the pipeline, so the two cannot differ. It holds for projects whose subject is of GitLab's default form.
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
export class GitLabPipelineIdentity {
  /** The audience of tokens that are shown to AWS. */
  public static readonly awsAudience = 'sts.amazonaws.com';

  /** Throws `GitLabPipelineIdentity.<prop>: …` without a ref, and for a file outside the project. */
  public static of(props: GitLabPipelineIdentityProps): GitLabPipelineIdentity {
    if (props.refs.length === 0) throw invalid('GitLabPipelineIdentity.refs', 'at least one ref', props.refs);
    const { file = '.gitlab-ci.yml' } = props;
    if (!/^[\w.@-]+(\/[\w.@-]+)*\.ya?ml$/.test(file) || file.split('/').includes('..')) {
      throw invalid('GitLabPipelineIdentity.file', 'a YAML file of the project, such as ".gitlab-ci.yml"', file);
    }
    return new GitLabPipelineIdentity(props.project, props.refs, file);
  }

  private constructor(
    public readonly project: GitLabProject,
    public readonly refs: readonly GitLabRef[],
    /** The file's path inside the project. */
    public readonly file: string,
  ) {}

  /** The `iss` of the tokens: the instance. */
  public get issuer(): string {
    return this.project.instance;
  }

  /** The values that the claim `sub` has, one for each ref. */
  public get subjects(): readonly string[] {
    return this.refs.map(({ type, name }) => `project_path:${this.project.fullName}:ref_type:${type}:ref:${name}`);
  }

  /**
   * Who signs an image in a pipeline of the one ref. Throws `GitLabPipelineIdentity.signsAs: …` for several refs or a
   * pattern, since a policy trusts one exact name, and for an instance that the public Fulcio does not know.
   */
  public get signsAs(): SigningIdentity {
    const [ref] = this.refs;
    if (ref === undefined || this.refs.length > 1 || ref.isPattern) {
      throw invalid('GitLabPipelineIdentity.signsAs', 'one exact ref', this.refs.map(String));
    }
    if (this.issuer !== 'https://gitlab.com') {
      throw invalid(
        'GitLabPipelineIdentity.signsAs',
        'a project of https://gitlab.com',
        this.issuer,
        'the public Fulcio knows no other instance: sign with a key',
      );
    }
    return SigningIdentity.certificate({
      subject: `${this.project.url}//${this.file}@${ref.text}`,
      issuer: this.issuer,
    });
  }

  /** One line for people and for messages. */
  public toString(): string {
    return `${this.project.fullName}/${this.file} at ${this.refs.join(', ')}`;
  }
}
