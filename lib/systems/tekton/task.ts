import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as tekton from '../../../imports/tekton.dev';
import { type Certificates } from './certificates';
import { type None } from './given';
import { type ObjectProps, renderMetadata } from './object-props';
import { paramRefs, type ParamRefs, type Params } from './param';
import { FinallyTask, type FinallyProps, PipelineTask, type PlacedProps, type RunProps } from './pipeline-task';
import { resultFiles, type ResultFiles, type Results } from './result';
import { taskRun } from './run-context';
import { type RunnableTask, type TaskReference } from './runnable-task';
import { leastStrict, type PodSecurityLevel } from './security';
import { type Step } from './step';
import { checkTask } from './task-check';
import { renderTaskSpec } from './task-spec';
import { type VolumeRefs, volumeRefs, type Volumes } from './volume';
import { workspaceFolders, type WorkspaceFolders, type Workspaces } from './workspace';

/** What the steps of a Task can read. */
export interface TaskInput<P extends Params, R extends Results, W extends Workspaces, V extends Volumes> {
  readonly params: ParamRefs<P, 'step'>;
  /** The files to write the results to. */
  readonly results: ResultFiles<R, 'step'>;
  readonly workspaces: WorkspaceFolders<W>;
  readonly volumes: VolumeRefs<V>;
  /** Facts of the run itself. */
  readonly taskRun: typeof taskRun;
}

export interface TaskProps<
  P extends Params,
  R extends Results,
  W extends Workspaces,
  V extends Volumes,
> extends ObjectProps {
  /** What it takes. @default none */
  readonly params?: P;
  /** What it leaves behind; each must be written by a step. @default none */
  readonly results?: R;
  /** Where it finds and puts files. @default none */
  readonly workspaces?: W;
  /** Volumes of its pod; each must be mounted by a step. @default none */
  readonly volumes?: V;
  /** Whom its tools believe when they open a TLS connection. @default those that their images know */
  readonly certificates?: Certificates;
  /** The steps, one after the other in one pod. */
  readonly steps: (input: TaskInput<P, R, W, V>) => readonly Step[];
}

/**
 * A piece of work of a pipeline, run as one pod. Steps are restricted, have a home of their own and a memory limit
 * unless they say otherwise. Throws `Task <name>.…` for what Tekton would accept and never run right: a result that no
 * step writes, something declared and not used, a reference to another Task's param, steps of one name.
 */
export class Task<
  P extends Params = None,
  R extends Results = None,
  W extends Workspaces = None,
  V extends Volumes = None,
>
  extends Construct
  implements RunnableTask<P, R, W>
{
  public readonly name: string;
  public readonly params: P;
  public readonly results: R;
  public readonly workspaces: W;
  public readonly podSecurity: PodSecurityLevel;
  /** @internal */
  public readonly _namespace: string | undefined;
  private readonly content: tekton.TaskSpec;

  public constructor(scope: Construct, id: string, props: TaskProps<P, R, W, V>) {
    super(scope, id);
    this.name = props.name;
    this._namespace = props.namespace ?? Chart.of(this).namespace;
    this.params = props.params ?? ({} as P);
    this.results = props.results ?? ({} as R);
    this.workspaces = props.workspaces ?? ({} as W);
    const volumes = props.volumes ?? ({} as V);
    const steps = props.steps({
      params: paramRefs(this, this.params),
      results: resultFiles(this, this.results, 'results'),
      workspaces: workspaceFolders(this, this.workspaces),
      volumes: volumeRefs(this, volumes),
      taskRun,
    });
    const { params, results, workspaces } = this;
    const declared = { params, results, workspaces, volumes, certificates: props.certificates };
    checkTask(this, declared, steps);
    this.podSecurity = leastStrict(steps.map((step) => step._security.level));
    this.content = renderTaskSpec(`Task ${this.name}`, props.description, declared, steps);
    new tekton.Task(this, 'Resource', { metadata: renderMetadata('Task', props), spec: this.content });
  }

  public run(name: string, props: RunProps<P, W>): PipelineTask<R> {
    return new PipelineTask(this, name, props as PlacedProps);
  }

  public runFinally(name: string, props: FinallyProps<P, W>): FinallyTask<R> {
    return new FinallyTask(this, name, props as PlacedProps);
  }

  /** What stands under `spec`, as plain data. */
  public spec(): object {
    return { ...tekton.toJson_TaskSpec(this.content) };
  }

  /** @internal */
  public _reference(embedded: boolean): TaskReference {
    return embedded ? { taskSpec: this.spec() } : { taskRef: { kind: 'Task', name: this.name } };
  }
}
