import { type Params, type ParamValues } from '../param';
import { type Pipeline } from '../pipeline';
import {
  type PipelineRunOptions,
  type PipelineRunProps,
  renderPipelineRun,
  type RenderedPipelineRun,
} from '../pipeline-run';
import { type Value } from '../value-type';
import { type Workspaces, type WorkspacesProp } from '../workspace';
import { type SourceFor } from '../workspace-source';

/** What the runs of a trigger have beside their params: accounts, workspaces, timeouts. */
export type TriggeredRunProps<W extends Workspaces> = Omit<PipelineRunOptions, 'namespace'> & {
  /** The beginning of the runs' names; Kubernetes adds five characters. @default the pipeline's name and "-" */
  readonly generateName?: string;
} & WorkspacesProp<W, { [N in keyof W]: SourceFor<W[N]['kind']> }>;

/**
 * What turns an event into the params of a pipeline: all required ones, and none that it does not have. The second half
 * is needed because the compiler lets a function return more than it is asked for.
 */
export type ParamsFrom<E, P extends Params, M extends ParamValues<P, 'event'>> = (
  event: E,
) => M & { readonly [N in Exclude<keyof M, keyof P>]: never };

/** A run as a trigger makes it, and the params that it was given. */
export interface TriggeredRun {
  readonly manifest: RenderedPipelineRun;
  readonly params: Readonly<Record<string, Value>>;
}

/** The run that a trigger makes of an event. */
export function triggeredRun<P extends Params, W extends Workspaces>(
  pipeline: Pipeline<P, W>,
  given: object,
  run: TriggeredRunProps<W>,
): TriggeredRun {
  const params = given as Readonly<Record<string, Value>>;
  // The compiler cannot put together again, for every P and W, what it took apart; the run checks the names once more.
  const props: object = { generateName: `${pipeline.name}-`, ...run, pipeline, params };
  return { manifest: renderPipelineRun(props as PipelineRunProps<P, W, 'event'>), params };
}
