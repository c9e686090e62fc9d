import type * as tekton from '../../../imports/tekton.dev';
import { type Params } from './param';
import { type FinallyProps, type FinallyTask, type PipelineTask, type RunProps } from './pipeline-task';
import { type Results } from './result';
import { type PodSecurityLevel } from './security';
import { type Workspaces } from './workspace';

/** How a Pipeline names a task, or holds it. */
export type TaskReference = Pick<tekton.PipelineSpecTasks, 'taskRef' | 'taskSpec'>;

/** What anyone must know of a task to run it. */
export interface TaskContract<
  P extends Params = Params,
  R extends Results = Results,
  W extends Workspaces = Workspaces,
> {
  /** What it takes. */
  readonly params: P;
  /** What it leaves behind. */
  readonly results: R;
  /** Where it finds and puts files. */
  readonly workspaces: W;
  /** The strictest Pod Security level whose namespaces admit its pod. */
  readonly podSecurity: PodSecurityLevel;
}

/** What a Pipeline can run: a Task of this program or a remote one. */
export interface RunnableTask<
  P extends Params = Params,
  R extends Results = Results,
  W extends Workspaces = Workspaces,
> extends TaskContract<P, R, W> {
  /** Runs it in the graph of a Pipeline, under a name that is a DNS label. */
  run(name: string, props: RunProps<P, W>): PipelineTask<R>;
  /** Runs it at the end of a Pipeline, when all others have ended, failed or not. */
  runFinally(name: string, props: FinallyProps<P, W>): FinallyTask<R>;
  /** The namespace it must be run in; nothing where any will do. @internal */
  readonly _namespace: string | undefined;
  /** `taskRef`, or `taskSpec` where it is wanted inside and is known. @internal */
  _reference(embedded: boolean): TaskReference;
}
