import { GitLabPipelineIdentity, invalid } from '../../model';

/** A token that GitLab makes for a job and that says which job it is. It is made for one audience. */
export class IdToken {
  /** For AWS: STS takes it in exchange for the credentials of a role. */
  public static readonly aws = new IdToken(GitLabPipelineIdentity.awsAudience);

  /** For Sigstore: Fulcio certifies its holder for the minutes of signing. cosign finds it as `SIGSTORE_ID_TOKEN`. */
  public static readonly sigstore = new IdToken('sigstore');

  /** For any other service. Throws `IdToken.for: …` without an audience. */
  public static for(audience: string): IdToken {
    if (!/^[^\s$]+$/.test(audience)) throw invalid('IdToken.for', 'the audience of one service', audience);
    return new IdToken(audience);
  }

  private constructor(public readonly audience: string) {}

  /** @internal */
  public _render(): object {
    return { aud: this.audience };
  }
}
