/** What a job of GitHub Actions is, as far as its token tells. */
export interface GitHubRun {
  /** The repository, `owner/name`. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  /** Where it runs, such as `refs/heads/main`. */
  readonly ref: string;
  /** What the subject ends with: `ref:…`, `environment:…` or `pull_request`. */
  readonly context: string;
  /** The file that holds the job's steps, with its ref. */
  readonly jobWorkflowRef: string;
  /** @default what configure-aws-credentials asks for */
  readonly audience?: string;
}

/**
 * The claims of a run's token, in GitHub's older form of the subject (names alone) and in the one for repositories made
 * since July 2026 (names and ids).
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export function tokensOf(run: GitHubRun): readonly Readonly<Record<string, string>>[] {
  const [owner = '', name = ''] = run.repository.split('/');
  const subjects = [
    `repo:${owner}/${name}:${run.context}`,
    `repo:${owner}@${run.ownerId}/${name}@${run.repositoryId}:${run.context}`,
  ];
  return subjects.map((sub) => ({
    aud: run.audience ?? 'sts.amazonaws.com',
    sub,
    repository: run.repository,
    repository_id: run.repositoryId,
    repository_owner: owner,
    repository_owner_id: run.ownerId,
    ref: run.ref,
    job_workflow_ref: run.jobWorkflowRef,
    ...(run.context.startsWith('environment:') ? { environment: run.context.slice('environment:'.length) } : {}),
  }));
}
