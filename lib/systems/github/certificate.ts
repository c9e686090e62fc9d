import { GitHubWorkflowIdentity } from '../../model';

/** Where a workflow's file is, and the ref it is taken from. */
export interface WorkflowPlace {
  /** `owner/name`. */
  readonly repository: string;
  /** Its file, such as `.github/workflows/release.yaml`. */
  readonly file: string;
  /** The whole ref, such as `refs/heads/main`, or the 40 hex digits of a commit. */
  readonly ref: string;
}

/** A run of a job, as far as its token tells. */
export interface JobRun {
  /** The workflow that was started. */
  readonly workflow: WorkflowPlace;
  /** The workflow that the job's steps stand in. @default the one that was started */
  readonly stepsIn?: WorkflowPlace;
  /** The environment that the job names. @default none */
  readonly environment?: string;
  /** The numbers that GitHub never gives to another repository or owner. */
  readonly ids: { readonly repository: number; readonly owner: number };
}

/** What Fulcio certifies to a job that signs without a key, and what the job's token says to others. */
export interface JobCertificate {
  /** The subject alternative name: the file with the job's steps, so that of a called workflow and not of its caller. */
  readonly subject: string;
  readonly issuer: string;
  /** The claim `sub` of the token, in GitHub's two forms; a repository has one of them. */
  readonly sub: { readonly byName: string; readonly byId: string };
  /** The repository whose run it is; the certificate of a called workflow does not name it in its subject. */
  readonly sourceRepository: string;
}

/**
 * Which identity a job signs as.
 * @see https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md
 */
export function certificateOf({ workflow, stepsIn = workflow, environment, ids }: JobRun): JobCertificate {
  const [owner = '', name = ''] = workflow.repository.split('/');
  const context = environment === undefined ? `ref:${workflow.ref}` : `environment:${environment}`;
  return {
    subject: `https://github.com/${stepsIn.repository}/${stepsIn.file}@${stepsIn.ref}`,
    issuer: GitHubWorkflowIdentity.issuer,
    sub: {
      byName: `repo:${owner}/${name}:${context}`,
      byId: `repo:${owner}@${ids.owner}/${name}@${ids.repository}:${context}`,
    },
    sourceRepository: `https://github.com/${workflow.repository}`,
  };
}
