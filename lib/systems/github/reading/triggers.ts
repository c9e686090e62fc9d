import { type Fields, fieldsOf, isFields, listOf, textsOf, tryText } from './field';
import { fitsFilters } from './filter-pattern';

/** One event that starts a workflow, with its filters. */
export interface Trigger {
  readonly event: string;
  readonly types: readonly string[];
  readonly branches: readonly string[];
  readonly branchesIgnore: readonly string[];
  readonly tags: readonly string[];
  readonly tagsIgnore: readonly string[];
  readonly fields: Fields;
}

/** Everything that starts a workflow. */
export class Triggers {
  private constructor(public readonly all: readonly Trigger[]) {}

  /** Reads the value of `on`: a name, a list of names, or a map. */
  public static read(value: unknown): Triggers {
    if (isFields(value)) return new Triggers(Object.entries(value).map(([event, filters]) => trigger(event, filters)));
    return new Triggers(textsOf(value).map((event) => trigger(event, undefined)));
  }

  public has(...events: readonly string[]): boolean {
    return this.all.some(({ event }) => events.includes(event));
  }

  public tryFind(event: string): Trigger | undefined {
    return this.all.find((one) => one.event === event);
  }

  /** Whether it runs only when another workflow calls it: then that one says what it may. */
  public get onlyCalled(): boolean {
    return this.all.length > 0 && this.all.every(({ event }) => event === 'workflow_call');
  }

  /** Whether a push of a tag, or its release, can start it; true where that depends on a caller. */
  public get runsOnTags(): boolean {
    if (this.has('workflow_call', 'release', 'create', 'workflow_run', 'workflow_dispatch', 'registry_package'))
      return true;
    const push = this.tryFind('push');
    if (!push) return false;
    const onlyBranches = push.branches.length > 0 || push.branchesIgnore.length > 0;
    return push.tags.length > 0 || push.tagsIgnore.length > 0 || !onlyBranches;
  }

  /** Whether a push of one of these tags can start it, as far as its filters say. */
  public runsOnOneOf(tags: readonly string[]): boolean {
    const filters = this.tryFind('push')?.tags ?? [];
    return filters.length === 0 || !this.onlyPushed || tags.some((tag) => fitsFilters(tag, filters));
  }

  private get onlyPushed(): boolean {
    return this.all.every(({ event }) => ['push', 'pull_request', 'schedule'].includes(event));
  }

  /** Whether a push of a branch can start it. */
  public get runsOnBranches(): boolean {
    const push = this.tryFind('push');
    if (!push) return false;
    const onlyTags = push.tags.length > 0 || push.tagsIgnore.length > 0;
    return push.branches.length > 0 || push.branchesIgnore.length > 0 || !onlyTags;
  }
}

function trigger(event: string, filters: unknown): Trigger {
  const fields = fieldsOf(filters);
  return {
    event,
    types: textsOf(fields['types']),
    branches: textsOf(fields['branches']),
    branchesIgnore: textsOf(fields['branches-ignore']),
    tags: textsOf(fields['tags']),
    tagsIgnore: textsOf(fields['tags-ignore']),
    fields:
      event === 'schedule' ? { cron: listOf(filters).flatMap((one) => tryText(fieldsOf(one)['cron']) ?? []) } : fields,
  };
}
