import { type Job } from './job';

export interface NeedProps {
  /** Whether the artifacts and outputs of the needed job are fetched. @default true */
  readonly artifacts?: boolean;
  /** Whether the needed job may be absent from a pipeline. @default false */
  readonly optional?: boolean;
}

/** A job that has to succeed before another starts. */
export class Need {
  public static of(job: Job, props: NeedProps = {}): Need {
    return new Need(job, props.artifacts ?? true, props.optional ?? false);
  }

  private constructor(
    public readonly job: Job,
    public readonly artifacts: boolean,
    public readonly optional: boolean,
  ) {}

  /** @internal */
  public _render(): object {
    return {
      job: this.job.name,
      artifacts: this.artifacts,
      ...(this.optional ? { optional: true } : {}),
    };
  }
}
