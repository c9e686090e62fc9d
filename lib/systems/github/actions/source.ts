import { Action } from '../action';
import { ACTION_PINS } from '../action-pins';

/** Checks out the repository. The token does not stay in the folder, where every later step could read it. */
export const checkout = Action.of({
  pin: ACTION_PINS.checkout,
  runs: 'node24',
  inputs: {
    repository: 'text',
    ref: 'text',
    token: 'secret',
    'ssh-key': 'secret',
    'ssh-known-hosts': 'text',
    'ssh-strict': 'flag',
    'ssh-user': 'text',
    'persist-credentials': 'flag',
    path: 'text',
    clean: 'flag',
    filter: 'text',
    'sparse-checkout': 'lines',
    'sparse-checkout-cone-mode': 'flag',
    'fetch-depth': 'number',
    'fetch-tags': 'flag',
    'show-progress': 'flag',
    lfs: 'flag',
    submodules: ['true', 'false', 'recursive'],
    'set-safe-directory': 'flag',
    'github-server-url': 'text',
    'allow-unsafe-pr-checkout': 'flag',
  },
  sets: { 'persist-credentials': false },
  outputs: { ref: 'open', commit: 'open' },
  permissions: { contents: 'read' },
});

/** A token of a GitHub App for other repositories, or for pull requests that start workflows. It is gone after the job. */
export const createGitHubAppToken = Action.of({
  pin: ACTION_PINS.createGitHubAppToken,
  runs: 'node24',
  inputs: {
    'client-id': 'text',
    'private-key': 'secret',
    owner: 'text',
    repositories: 'list',
    'skip-token-revoke': 'flag',
    'github-api-url': 'text',
    'permission-actions': ['read', 'write'],
    'permission-checks': ['read', 'write'],
    'permission-contents': ['read', 'write'],
    'permission-deployments': ['read', 'write'],
    'permission-issues': ['read', 'write'],
    'permission-packages': ['read', 'write'],
    'permission-pull-requests': ['read', 'write'],
    'permission-statuses': ['read', 'write'],
    'permission-workflows': ['write'],
  },
  // Without a list the token would reach every repository of the installation.
  required: ['client-id', 'private-key', 'repositories'],
  outputs: { token: 'secret', 'installation-id': 'open', 'app-slug': 'open' },
});

/** Opens a pull request with what the steps before have changed, or updates the one that is open. */
export const createPullRequest = Action.of({
  pin: ACTION_PINS.createPullRequest,
  runs: 'node24',
  inputs: {
    token: 'secret',
    'branch-token': 'secret',
    path: 'text',
    'add-paths': 'lines',
    'commit-message': 'text',
    committer: 'text',
    author: 'text',
    signoff: 'flag',
    branch: 'text',
    'delete-branch': 'flag',
    'branch-suffix': ['random', 'timestamp', 'short-commit-hash'],
    base: 'text',
    'push-to-fork': 'text',
    'sign-commits': 'flag',
    title: 'text',
    body: 'text',
    'body-path': 'text',
    labels: 'lines',
    assignees: 'lines',
    reviewers: 'lines',
    'team-reviewers': 'lines',
    milestone: 'number',
    draft: ['true', 'false', 'always-true'],
    'maintainer-can-modify': 'flag',
  },
  // With the run's own token no workflow would start for the pull request.
  required: ['token', 'branch', 'title'],
  outputs: {
    'pull-request-number': 'open',
    'pull-request-url': 'open',
    'pull-request-operation': 'open',
    'pull-request-head-sha': 'open',
    'pull-request-branch': 'open',
  },
});
