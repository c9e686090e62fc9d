import { StringRef } from '../reference';

/**
 * What Pipelines-as-Code tells of an event: it writes each value in place of its name in double braces.
 * @see https://pipelinesascode.com/docs/guides/creating-pipelines/
 */
export const PIPELINES_AS_CODE_EVENT = {
  /** The commit. */
  revision: variable('revision'),
  /** The repository's address over https. */
  repo_url: variable('repo_url'),
  repo_owner: variable('repo_owner'),
  repo_name: variable('repo_name'),
  /** The branch that the event comes from. */
  source_branch: variable('source_branch'),
  /** The branch that the event aims at; that of a push. */
  target_branch: variable('target_branch'),
  /** The login of who caused the event. */
  sender: variable('sender'),
};

/** What a run can take from an event of Pipelines-as-Code. */
export type PipelinesAsCodeEvent = typeof PIPELINES_AS_CODE_EVENT;

/** The Secret that Pipelines-as-Code makes for each run, with which git gets into the repository: for `WorkspaceSource.secret`. */
export const GIT_AUTH_SECRET = '{{ git_auth_secret }}';

function variable(name: string): StringRef<'event'> {
  return new StringRef<'event'>(`{{ ${name} }}`, [], name.toUpperCase());
}
