import { type ContextPath } from './references';

/** Who decides what a value is. */
export type Trust = 'stranger' | 'secret' | 'writer' | 'platform';

/** What anybody can write who can open an issue or a pull request. */
const STRANGERS: readonly RegExp[] = [
  /^github\.event\.(issue|pull_request|discussion|milestone)\.(title|body)$/,
  /^github\.event\.(comment|review|review_comment)\.body$/,
  /^github\.event\.pages\.[^.]+\.page_name$/,
  /^github\.event\.(head_commit|commits\.[^.]+)\.(message|author\.(email|name)|committer\.(email|name))$/,
  /^github\.event\.pull_request\.head\.(ref|label|repo\.(default_branch|description|homepage))$/,
  /^github\.event\.workflow_run\.(head_branch|display_title|head_commit\.(message|author\.(email|name))|head_repository\.description)$/,
  /^github\.head_ref$/,
  /^github(\.event)?$/,
  /^github\.event\.(issue|pull_request|comment|review|discussion|head_commit|workflow_run)$/,
];

/** What GitHub makes itself, of letters that mean nothing to a shell. */
const PLATFORM: readonly RegExp[] = [
  /^github\.(sha|run_id|run_number|run_attempt|job|event_name|repository|repository_owner|repository_id|repository_owner_id|server_url|api_url|graphql_url|workspace|action|action_path|ref_type|ref_protected|actor_id|retention_days|token|workflow_sha)$/,
  /^github\.event\.(number|repository\.(name|full_name|id|default_branch)|(issue|pull_request)\.(number|id|(head|base)\.sha|html_url|base\.repo\.full_name)|comment\.id|workflow_run\.(id|head_sha|conclusion|event)|release\.id|before|after|installation\.id)$/,
  /^(runner|strategy|matrix|job)(\.|$)/,
  /^(steps|needs)\.[^.]+\.(outcome|conclusion|result)$/,
];

/** Who decides what a context holds at a path: `writer` for those who can write the repository or its settings. */
export function trustOf(path: ContextPath): Trust {
  const name = path.join('.').toLowerCase();
  if (path[0] === 'secrets') return 'secret';
  if (STRANGERS.some((one) => one.test(name))) return 'stranger';
  return PLATFORM.some((one) => one.test(name)) ? 'platform' : 'writer';
}
