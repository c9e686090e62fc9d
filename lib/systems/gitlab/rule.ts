import { invalid } from '../../model';
import { type Condition } from './condition';

/** What a rule says beside its condition. */
export interface JobRuleProps {
  /** Whether the job waits for a person. @default false */
  readonly manual?: boolean;
  /** Whether the pipeline goes on where the job fails, or waits unplayed. @default false */
  readonly allowFailure?: boolean;
  /** Paths or globs of which one must have changed. Not for tags and schedules: there everything counts as changed. @default any change */
  readonly changes?: readonly string[];
}

/** When a job belongs to a pipeline: the first rule that holds decides. */
export class JobRule {
  /** The job runs where the condition holds. */
  public static when(condition: Condition, props: JobRuleProps = {}): JobRule {
    if (props.changes?.length === 0) throw invalid('JobRule.changes', 'at least one path', props.changes);
    return new JobRule(condition, props, true);
  }

  /** The job does not run where the condition holds. */
  public static never(condition: Condition): JobRule {
    return new JobRule(condition, {}, false);
  }

  /** The job runs wherever no rule above has decided. */
  public static otherwise(props: JobRuleProps = {}): JobRule {
    return new JobRule(undefined, props, true);
  }

  private constructor(
    public readonly condition: Condition | undefined,
    private readonly props: JobRuleProps,
    /** Whether it adds the job. */
    public readonly adds: boolean,
  ) {}

  /** @internal */
  public _render(): object {
    const { manual = false, allowFailure = false, changes } = this.props;
    return {
      ...(this.condition === undefined ? {} : { if: this.condition.text }),
      ...(changes === undefined ? {} : { changes: [...changes] }),
      ...(this.adds ? (manual ? { when: 'manual' } : this.condition ? {} : { when: 'on_success' }) : { when: 'never' }),
      // A manual job of a rule would block the pipeline or not by GitLab's own choice: it is said.
      ...(manual || allowFailure ? { allow_failure: allowFailure } : {}),
    };
  }
}
