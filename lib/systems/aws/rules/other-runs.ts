import { type GitHubRun } from '../github-claims';

/** A run in a repository that has nothing to do with anybody here. */
export const STRANGER: GitHubRun = {
  repository: 'stranger/fork',
  repositoryId: '900002',
  ownerId: '900001',
  ref: 'refs/heads/main',
  context: 'ref:refs/heads/main',
  jobWorkflowRef: 'stranger/fork/.github/workflows/steal.yaml@refs/heads/main',
};

/** A pull request to the repository: its author writes the workflow that runs. */
export function pullRequestOf(run: GitHubRun): GitHubRun {
  return at(run, 'refs/pull/7/merge', 'pull_request');
}

/** A push to another branch: whoever may push it writes the workflow that runs. */
export function otherBranchOf(run: GitHubRun): GitHubRun {
  return at(run, 'refs/heads/some-branch', 'ref:refs/heads/some-branch');
}

/** Another workflow of the same repository, at the same ref. */
export function otherWorkflowOf(run: GitHubRun): GitHubRun {
  return { ...run, jobWorkflowRef: `${run.repository}/.github/workflows/another.yaml@${run.ref}` };
}

/** Another repository of the same owner. */
export function siblingOf(run: GitHubRun): GitHubRun {
  const [owner = ''] = run.repository.split('/');
  return elsewhere(run, `${owner}/another`, run.ownerId);
}

/** A repository of somebody who registered the owner's name after it was given up: all names are the same, no id is. */
export function namesakeOf(run: GitHubRun): GitHubRun {
  return elsewhere(run, run.repository, '900001');
}

/** A repository of an owner whose name only looks alike. */
export function neighbourOf(run: GitHubRun, repository: string): GitHubRun {
  return elsewhere(run, repository, '900001');
}

/** The steps come from the repository itself, unless they come from a reusable workflow that anybody may call. */
function elsewhere(run: GitHubRun, repository: string, ownerId: string): GitHubRun {
  return {
    ...run,
    repository,
    repositoryId: '900002',
    ownerId,
    jobWorkflowRef: isOwnWorkflow(run) ? run.jobWorkflowRef.replace(run.repository, repository) : run.jobWorkflowRef,
  };
}

function at(run: GitHubRun, ref: string, context: string): GitHubRun {
  const jobWorkflowRef = isOwnWorkflow(run) ? run.jobWorkflowRef.replace(/@.*$/, `@${ref}`) : run.jobWorkflowRef;
  return { ...run, ref, context, jobWorkflowRef };
}

/** Whether the steps of a run stand in its own repository, and not in a reusable workflow of another. */
export function isOwnWorkflow({ repository, jobWorkflowRef }: GitHubRun): boolean {
  return jobWorkflowRef.startsWith(`${repository}/`);
}
