/** What a token says of its bearer. */
export type Claims = Readonly<Record<string, unknown>>;

/** Where a run on GitHub comes from, as far as Fulcio certifies it. */
export interface GitHubRun {
  /** Repository whose event started the run, owner/name. */
  readonly repository: string;
  /** Full ref of the run. @default refs/heads/main */
  readonly ref?: string;
  /** The workflow whose job signs, without its ref. @default .github/workflows/build.yaml of the repository */
  readonly workflow?: string;
  /** Ref of that workflow. @default the run's */
  readonly workflowRef?: string;
}

export const GITHUB = 'https://token.actions.githubusercontent.com';
const SHA = '1'.repeat(40);

/** The token of a job on GitHub. */
export function githubToken({ repository, ref = 'refs/heads/main', workflow, workflowRef = ref }: GitHubRun): Claims {
  const file = `${repository}/.github/workflows/build.yaml`;
  return {
    iss: GITHUB,
    aud: 'sigstore',
    sub: `repo:${repository}:ref:${ref}`,
    job_workflow_ref: `${workflow ?? file}@${workflowRef}`,
    job_workflow_sha: SHA,
    workflow_ref: `${file}@${ref}`,
    workflow_sha: SHA,
    workflow: 'build',
    event_name: 'push',
    ref,
    sha: SHA,
    repository,
    repository_id: '1',
    repository_owner: repository.split('/')[0],
    repository_owner_id: '2',
    repository_visibility: 'private',
    run_id: '3',
    run_attempt: '1',
    runner_environment: 'github-hosted',
  };
}

/** The token of a job on gitlab.com. */
export function gitlabToken(project: string): Claims {
  return {
    iss: 'https://gitlab.com',
    aud: 'sigstore',
    sub: `project_path:${project}:ref_type:branch:ref:main`,
    ci_config_ref_uri: `gitlab.com/${project}//.gitlab-ci.yml@refs/heads/main`,
    ci_config_sha: SHA,
    job_id: '1',
    namespace_id: '2',
    namespace_path: project.split('/')[0],
    pipeline_source: 'push',
    project_id: '3',
    project_path: project,
    project_visibility: 'private',
    ref: 'main',
    ref_type: 'branch',
    runner_environment: 'gitlab-hosted',
    sha: SHA,
  };
}

/** The token of a ServiceAccount in a cluster. */
export function serviceAccountToken(issuer: string, namespace: string, name: string): Claims {
  return {
    iss: issuer,
    aud: 'sigstore',
    sub: `system:serviceaccount:${namespace}:${name}`,
    'kubernetes.io': { namespace, serviceaccount: { name, uid: '1' }, pod: { name: 'sign', uid: '2' } },
  };
}
