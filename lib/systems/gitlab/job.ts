import { invalid } from '../../model';
import { type JobRule } from './rule';
import { Need } from './need';

/** What every job of a pipeline has. */
export interface JobProps {
  /** The jobs that have to succeed before. @default none: the job starts with the pipeline */
  readonly needs?: readonly (Job | Need)[];
  /** The stage under which the job is shown; order comes from `needs` alone. @default "test" */
  readonly stage?: string;
  /** When the job belongs to a pipeline: the first rule that holds decides. @default always */
  readonly rules?: readonly JobRule[];
}

/** A part of a pipeline: `GitLabJob`, or `ChildPipelineJob`. */
export abstract class Job {
  public readonly needs: readonly Need[];
  public readonly stage: string;
  public readonly rules: readonly JobRule[];
  /** The names of the variables that it hands on to the jobs that need it. */
  public abstract readonly outputs: readonly string[];

  /** Throws `GitLabJob.name: …` for a name that means something else in the file, and `GitLabJob.needs: …` for a job needed twice. */
  protected constructor(
    public readonly name: string,
    props: JobProps,
  ) {
    if (!/^[A-Za-z0-9_][\w :./-]{0,253}$/.test(name) || RESERVED.has(name)) {
      throw invalid('GitLabJob.name', 'letters, digits and "_ :./-", and no keyword of the file', name);
    }
    this.needs = (props.needs ?? []).map((one) => (one instanceof Need ? one : Need.of(one)));
    const twice = this.needs.find(({ job }, i) => this.needs.findIndex((other) => other.job === job) !== i);
    if (twice !== undefined) throw invalid('GitLabJob.needs', 'each job once', twice.job.name);
    if (props.rules?.length === 0) throw invalid('GitLabJob.rules', 'at least one rule', props.rules);
    this.stage = props.stage ?? 'test';
    this.rules = props.rules ?? [];
  }

  /** @internal */
  public abstract _render(): object;

  /** @internal */
  protected _renderPlace(): object {
    return {
      stage: this.stage,
      needs: this.needs.map((need) => need._render()),
      ...(this.rules.length === 0 ? {} : { rules: this.rules.map((rule) => rule._render()) }),
    };
  }
}

/** @see https://docs.gitlab.com/ci/jobs/#job-names */
const RESERVED = new Set(
  'image services stages types before_script after_script variables cache include pages:deploy default workflow spec true false nil'.split(
    ' ',
  ),
);
