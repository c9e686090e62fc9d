/** The fields of an object, each with its own where they are known; `true` stands for anything below. */
interface Fields {
  readonly [name: string]: Fields | true;
}

const named = (names: string): Fields => Object.fromEntries(names.split(' ').map((name) => [name, true]));

const PERSON = named('name email username date');
const ACCOUNT = named(
  'login id node_id name email avatar_url gravatar_id url html_url followers_url following_url gists_url starred_url ' +
    'subscriptions_url organizations_url repos_url events_url received_events_url type user_view_type site_admin',
);
const REPOSITORY: Fields = {
  ...named(
    'id node_id name full_name private html_url description fork url forks_url keys_url collaborators_url teams_url ' +
      'hooks_url issue_events_url events_url assignees_url branches_url tags_url blobs_url git_tags_url git_refs_url ' +
      'trees_url statuses_url languages_url stargazers_url contributors_url subscribers_url subscription_url commits_url ' +
      'git_commits_url comments_url issue_comment_url contents_url compare_url merges_url archive_url downloads_url ' +
      'issues_url pulls_url milestones_url notifications_url labels_url releases_url deployments_url created_at ' +
      'updated_at pushed_at git_url ssh_url clone_url svn_url homepage size stargazers_count watchers_count language ' +
      'has_issues has_projects has_downloads has_wiki has_pages has_discussions forks_count mirror_url archived disabled ' +
      'open_issues_count license allow_forking is_template web_commit_signoff_required topics visibility forks ' +
      'open_issues watchers default_branch stargazers master_branch organization custom_properties',
  ),
  owner: ACCOUNT,
};
const COMMIT: Fields = {
  ...named('id tree_id distinct message timestamp url added removed modified'),
  author: PERSON,
  committer: PERSON,
};

/**
 * The body of a push event.
 * @see https://docs.github.com/webhooks/webhook-events-and-payloads#push
 */
const PUSH: Fields = {
  ...named('ref before after base_ref created deleted forced compare commits organization installation enterprise'),
  head_commit: COMMIT,
  repository: REPOSITORY,
  pusher: PERSON,
  sender: ACCOUNT,
};

/** The name at which a path leaves what a push event holds, and what there is instead; nothing where it does not. */
export function tryUnknownField(
  names: readonly string[],
): { readonly name: string; readonly known: readonly string[] } | undefined {
  let fields: Fields | true = PUSH;
  for (const name of names) {
    if (fields === true) return undefined;
    const below: Fields | true | undefined = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (below === undefined) return { name, known: Object.keys(fields) };
    fields = below;
  }
  return undefined;
}
