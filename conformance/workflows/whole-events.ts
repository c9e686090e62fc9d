import { On, type PullRequestType, type Trigger } from '../../lib/systems/github';

const branchesIgnore = ['gh-pages'];
const pathsIgnore = ['docs/**'];

/** Every event that a workflow can wait for but its call and its start by hand, with all that can have happened. */
export function eventTriggers(): readonly Trigger[] {
  return [
    On.push({ branches: ['main'], tags: ['v*'], paths: ['**'] }),
    On.pullRequestTarget({ branchesIgnore, pathsIgnore }),
    On.pullRequest({ types: ALL_OF_A_PULL_REQUEST, branchesIgnore, pathsIgnore }),
    On.schedule([{ cron: '30 5 * * 1', timezone: 'Europe/Berlin' }]),
    On.mergeGroup({ branchesIgnore }),
    On.workflowRun({
      workflows: [{ name: 'Whole' }],
      types: ['completed', 'requested', 'in_progress'],
      branchesIgnore,
    }),
    On.repositoryDispatch(['deploy']),
    On.imageVersion({ types: ['created', 'ready', 'deleted'], names: ['builder'], versions: ['1.*'] }),
    On.release(['published', 'unpublished', 'created', 'edited', 'deleted', 'prereleased', 'released']),
    On.event('branch_protection_rule', ['created', 'edited', 'deleted']),
    On.event('check_run', ['created', 'rerequested', 'completed', 'requested_action']),
    On.event('check_suite', ['completed']),
    On.event('create'),
    On.event('delete'),
    On.event('deployment'),
    On.event('deployment_status'),
    On.event('discussion', [
      ...(['created', 'edited', 'deleted', 'transferred', 'pinned', 'unpinned', 'labeled', 'unlabeled'] as const),
      ...(['locked', 'unlocked', 'category_changed', 'answered', 'unanswered'] as const),
    ]),
    On.event('discussion_comment', ['created', 'edited', 'deleted']),
    On.event('fork'),
    On.event('gollum'),
    On.event('issue_comment', ['created', 'edited', 'deleted']),
    On.event('issues', [
      ...(['opened', 'edited', 'deleted', 'transferred', 'pinned', 'unpinned', 'closed', 'reopened'] as const),
      ...(['assigned', 'unassigned', 'labeled', 'unlabeled', 'locked', 'unlocked', 'milestoned'] as const),
      ...(['demilestoned', 'field_added', 'field_removed', 'typed', 'untyped'] as const),
    ]),
    On.event('label', ['created', 'edited', 'deleted']),
    On.event('milestone', ['created', 'closed', 'opened', 'edited', 'deleted']),
    On.event('page_build'),
    On.event('public'),
    On.event('pull_request_review', ['submitted', 'edited', 'dismissed']),
    On.event('pull_request_review_comment', ['created', 'edited', 'deleted']),
    On.event('registry_package', ['published', 'updated']),
    On.event('status'),
    On.event('watch', ['started']),
  ];
}

/** The events and filters that cannot stand beside those: what outsiders propose with secrets, and lists of what is left out. */
export function otherTriggers(): readonly Trigger[] {
  return [
    On.push({ branchesIgnore, tagsIgnore: ['v0*'], pathsIgnore }),
    On.pullRequestTarget({ types: ALL_OF_A_PULL_REQUEST, branches: ['main'], paths: ['**'] }),
    On.pullRequest({ branches: ['main'], paths: ['**'] }),
    On.mergeGroup({ branches: ['main'] }),
    On.workflowRun({ workflows: [{ name: 'Whole' }], branches: ['main'] }),
  ];
}

const ALL_OF_A_PULL_REQUEST: readonly PullRequestType[] = [
  ...(['assigned', 'unassigned', 'labeled', 'unlabeled', 'opened', 'edited', 'closed', 'reopened'] as const),
  ...(['synchronize', 'converted_to_draft', 'locked', 'unlocked', 'enqueued', 'dequeued', 'milestoned'] as const),
  ...(['demilestoned', 'ready_for_review', 'review_requested', 'review_request_removed'] as const),
  ...(['auto_merge_enabled', 'auto_merge_disabled', 'stacked'] as const),
];
