import { invalid } from '../../model';
import { type Inputs } from './input';
import { type ChangeFilter, Dispatch, type PushFilter, Trigger } from './trigger';
import { type Secrets, WorkflowCall, type WorkflowCallProps } from './workflow-call';

/** What can happen to a pull request. */
export type PullRequestType =
  | 'assigned'
  | 'unassigned'
  | 'labeled'
  | 'unlabeled'
  | 'opened'
  | 'edited'
  | 'closed'
  | 'reopened'
  | 'synchronize'
  | 'converted_to_draft'
  | 'locked'
  | 'unlocked'
  | 'enqueued'
  | 'dequeued'
  | 'milestoned'
  | 'demilestoned'
  | 'ready_for_review'
  | 'review_requested'
  | 'review_request_removed'
  | 'auto_merge_enabled'
  | 'auto_merge_disabled'
  | 'stacked';

/** Which pull requests start a workflow. */
export interface PullRequestFilter extends ChangeFilter {
  /** What must have happened to it. @default opened, synchronize, reopened */
  readonly types?: readonly PullRequestType[];
}

/** A time at which a workflow starts again and again. */
export interface ScheduleTime {
  /** When, as five fields of cron: `30 5 * * 1`. */
  readonly cron: string;
  /** The time zone by its IANA name, such as `Europe/Berlin`. @default UTC */
  readonly timezone?: string;
}

/** Events that are told apart by nothing but what happened, and what can happen. */
interface PlainEvents {
  readonly branch_protection_rule: 'created' | 'edited' | 'deleted';
  readonly check_run: 'created' | 'rerequested' | 'completed' | 'requested_action';
  readonly check_suite: 'completed';
  readonly create: never;
  readonly delete: never;
  readonly deployment: never;
  readonly deployment_status: never;
  readonly discussion:
    | 'created'
    | 'edited'
    | 'deleted'
    | 'transferred'
    | 'pinned'
    | 'unpinned'
    | 'labeled'
    | 'unlabeled'
    | 'locked'
    | 'unlocked'
    | 'category_changed'
    | 'answered'
    | 'unanswered';
  readonly discussion_comment: 'created' | 'edited' | 'deleted';
  readonly fork: never;
  readonly gollum: never;
  readonly issue_comment: 'created' | 'edited' | 'deleted';
  readonly issues:
    | 'opened'
    | 'edited'
    | 'deleted'
    | 'transferred'
    | 'pinned'
    | 'unpinned'
    | 'closed'
    | 'reopened'
    | 'assigned'
    | 'unassigned'
    | 'labeled'
    | 'unlabeled'
    | 'locked'
    | 'unlocked'
    | 'milestoned'
    | 'demilestoned'
    | 'field_added'
    | 'field_removed'
    | 'typed'
    | 'untyped';
  readonly label: 'created' | 'edited' | 'deleted';
  readonly milestone: 'created' | 'closed' | 'opened' | 'edited' | 'deleted';
  readonly page_build: never;
  readonly public: never;
  readonly pull_request_review: 'submitted' | 'edited' | 'dismissed';
  readonly pull_request_review_comment: 'created' | 'edited' | 'deleted';
  readonly registry_package: 'published' | 'updated';
  readonly release: 'published' | 'unpublished' | 'created' | 'edited' | 'deleted' | 'prereleased' | 'released';
  readonly status: never;
  readonly watch: 'started';
}

/** A workflow that another one follows: it is known by the name it shows. */
export interface NamedWorkflow {
  readonly name: string;
}

/** What starts a workflow. */
export class On {
  /** A push of commits or of a tag. */
  public static push(filter: PushFilter = {}): Trigger {
    return new Trigger('push', {}, filter);
  }

  /** A pull request, with the code that it proposes. From a fork it gets no secret and may only read. */
  public static pullRequest({ types, ...filter }: PullRequestFilter = {}): Trigger {
    return new Trigger('pull_request', { types }, filter);
  }

  /** A pull request, with the code of the branch it goes into and with every secret. A workflow with it checks out nothing. */
  public static pullRequestTarget({ types, ...filter }: PullRequestFilter = {}): Trigger {
    return new Trigger('pull_request_target', { types }, filter);
  }

  /** Somebody with the right to write, by hand; `inputs` of the result are what was filled in. */
  public static workflowDispatch<const I extends Inputs = Readonly<Record<never, never>>>(
    props: { readonly inputs?: I } = {},
  ): Dispatch<I> {
    return new Dispatch(props.inputs ?? ({} as I));
  }

  /** Another workflow; `inputs` and `secrets` of the result are what it gives. For a ReusableWorkflow. */
  public static workflowCall<
    const I extends Inputs = Readonly<Record<never, never>>,
    const S extends Secrets = Readonly<Record<never, never>>,
  >(props: WorkflowCallProps<I, S> = {}): WorkflowCall<I, S> {
    return new WorkflowCall(props);
  }

  /** The time. Throws `On.schedule: …` for what is no cron expression of five fields, or none. */
  public static schedule(times: readonly ScheduleTime[]): Trigger {
    const field = String.raw`[\dA-Za-z*,/-]+`;
    const wrong = times.find(({ cron }) => !new RegExp(`^${field}( ${field}){4}$`).test(cron));
    if (wrong || times.length === 0)
      throw invalid('On.schedule', 'five fields such as "30 5 * * 1"', wrong?.cron ?? times);
    return new Trigger(
      'schedule',
      times.map(({ cron, timezone }) => ({ cron, timezone })),
    );
  }

  /** The merge queue asks for its checks. */
  public static mergeGroup(filter: Pick<ChangeFilter, 'branches' | 'branchesIgnore'> = {}): Trigger {
    return new Trigger('merge_group', { types: ['checks_requested'] }, filter);
  }

  /** Another workflow has run; this one has every secret, so nothing that the other left behind may be executed. */
  public static workflowRun(props: {
    readonly workflows: readonly NamedWorkflow[];
    readonly types?: readonly ('completed' | 'requested' | 'in_progress')[];
    readonly branches?: readonly string[];
    readonly branchesIgnore?: readonly string[];
  }): Trigger {
    const { workflows, types = ['completed'], branches, branchesIgnore } = props;
    if (workflows.length === 0) throw invalid('On.workflowRun.workflows', 'at least one workflow', workflows);
    return new Trigger(
      'workflow_run',
      { workflows: workflows.map(({ name }) => name), types },
      { branches, branchesIgnore },
    );
  }

  /** A call of the API with one of these names. */
  public static repositoryDispatch(types: readonly string[]): Trigger {
    return new Trigger('repository_dispatch', { types });
  }

  /** A version of an image for runners was made, is ready or has gone. */
  public static imageVersion(
    props: {
      readonly types?: readonly ('created' | 'ready' | 'deleted')[];
      /** Patterns of names of images. @default every image */
      readonly names?: readonly string[];
      /** Patterns of versions. @default every version */
      readonly versions?: readonly string[];
    } = {},
  ): Trigger {
    return new Trigger('image_version', { types: props.types, names: props.names, versions: props.versions });
  }

  /** A release. */
  public static release(types: readonly PlainEvents['release'][] = ['published']): Trigger {
    return new Trigger('release', { types });
  }

  /** Any other event, by its name, and what must have happened. */
  public static event<E extends keyof PlainEvents>(event: E, types?: readonly PlainEvents[E][]): Trigger {
    return new Trigger(event, { types });
  }
}
