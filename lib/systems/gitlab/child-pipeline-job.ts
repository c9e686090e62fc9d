import { invalid } from '../../model';
import { Job, type JobProps } from './job';
import { type GitLabPipeline } from './gitlab-pipeline';

export interface ChildPipelineJobProps extends JobProps {
  /** The pipeline that it starts: one of the same project, made with `startedBy: 'parent'`. */
  readonly pipeline: GitLabPipeline;
}

/** A job that starts another pipeline of the project and ends as that one does. */
export class ChildPipelineJob extends Job {
  public readonly outputs: readonly string[] = [];

  public constructor(
    name: string,
    private readonly props: ChildPipelineJobProps,
  ) {
    super(name, props);
    if (props.pipeline.startedBy !== 'parent') {
      throw invalid('ChildPipelineJob.pipeline', 'a pipeline that is started by its parent', props.pipeline.path);
    }
  }

  /** @internal */
  public _render(): object {
    return {
      ...this._renderPlace(),
      trigger: { include: [{ local: `/${this.props.pipeline.path}` }], strategy: 'depend' },
    };
  }
}
