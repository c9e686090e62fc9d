import { type Duration, GitHubRepository, type GitLabProject, invalid } from '../../model';
import { type SecretKey } from '../kubernetes/environment-variables';

/** Which pull requests get something, and how often Argo CD looks for them. */
export interface PullRequestsProps {
  /** The repository of the pull requests. */
  readonly repository: GitHubRepository | GitLabProject;
  /** The key of a Secret, in the namespace of Argo CD, with a token that may read them. */
  readonly token: SecretKey;
  /** The label that a pull request must have: somebody with rights asks for it. */
  readonly label: string;
  /** The time between two looks, in whole seconds. Argo CD's own default is half an hour. */
  readonly every: Duration;
}

/** A generator of one Application for each open pull request. Throws `PullRequests.<prop>: …`. */
export function renderPullRequests({ repository, token, label, every }: PullRequestsProps): object {
  if (!Number.isInteger(every.inSeconds) || every.inSeconds < 30) {
    throw invalid('PullRequests.every', 'whole seconds, 30 or more', every.toString(), 'code hosts limit how often');
  }
  if (label.trim() === '') throw invalid('PullRequests.label', 'the label that asks for a preview', label);
  const tokenRef = { secretName: token.name, key: token.key };
  const host =
    repository instanceof GitHubRepository
      ? {
          github: {
            ...(repository.isPublicGitHub ? {} : { api: `https://${repository.server}/` }),
            owner: repository.owner,
            repo: repository.name,
            tokenRef,
            labels: [label],
          },
        }
      : {
          gitlab: {
            ...(repository.instance === 'https://gitlab.com' ? {} : { api: `${repository.instance}/` }),
            project: String(repository.id),
            tokenRef,
            labels: [label],
            pullRequestState: 'opened',
          },
        };
  return { pullRequest: { ...host, requeueAfterSeconds: every.inSeconds } };
}
