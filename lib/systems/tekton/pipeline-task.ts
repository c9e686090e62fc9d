import type * as tekton from '../../../imports/tekton.dev';
import { dnsLabel, type Duration } from '../../model';
import { type Embedding, renderInheritedDefaults } from './embedding';
import { filled } from './filled';
import { type Params, type ParamsProp } from './param';
import { checkPlacedTask } from './pipeline-task-check';
import { type Scope, type Source, sourcesOf, StringRef, variableOf } from './reference';
import { resultRefs, type ResultRefs, type Results } from './result';
import { type RunnableTask } from './runnable-task';
import { renderValue, sourcesIn, type Value } from './value-type';
import { type When } from './when';
import { type Accepted, type PipelineWorkspace, type Workspaces, type WorkspacesProp } from './workspace';

/** How a task runs in a Pipeline, whatever it needs. */
export interface RunOptions<S extends Scope> {
  /** Conditions that must all hold, else the task is skipped. @default none */
  readonly when?: readonly When<S>[];
  /** When it is stopped. @default the run's own timeout */
  readonly timeout?: Duration;
  /** How often it is run again after a failure. @default 0 */
  readonly retries?: number;
}

/** How a task takes its place in the graph of a pipeline. */
export interface GraphOptions extends RunOptions<'graph'> {
  /** Tasks that must end first. Those whose results it uses need not be named. @default none */
  readonly after?: readonly PipelineTask[];
  /** What follows when it fails: the pipeline fails, or goes on. Not together with `retries`. @default 'stopAndFail' */
  readonly onError?: 'continue' | 'stopAndFail';
}

type Handed<W extends Workspaces> = WorkspacesProp<W, { [N in keyof W]: Accepted<W[N]> }>;

/** What a task in the graph of a Pipeline is given. */
export type RunProps<P extends Params, W extends Workspaces> = GraphOptions & ParamsProp<P, 'graph'> & Handed<W>;

/** What a finally task is given: it may also read what became of the tasks. */
export type FinallyProps<P extends Params, W extends Workspaces> = RunOptions<'graph' | 'finally'> &
  ParamsProp<P, 'graph' | 'finally'> &
  Handed<W>;

/** What either is given, once the compiler has done its part. */
export interface PlacedProps extends RunOptions<Scope> {
  readonly after?: readonly PipelineTask[];
  readonly onError?: 'continue' | 'stopAndFail';
  readonly params?: Readonly<Record<string, Value>>;
  readonly workspaces?: Readonly<Record<string, PipelineWorkspace | undefined>>;
}

/** A task at its place in a Pipeline. Throws `PipelineTask <name>.…` for a name, param, workspace or retries that cannot be. */
export abstract class PlacedTask {
  public readonly name: string;
  /** What it runs. */
  public readonly task: RunnableTask;
  /** When it is stopped, where it has a time of its own. */
  public readonly timeout: Duration | undefined;
  private readonly props: PlacedProps;

  public constructor(task: RunnableTask, name: string, props: PlacedProps) {
    this.name = dnsLabel('PipelineTask.name', name);
    this.task = task;
    this.timeout = props.timeout;
    this.props = props;
    checkPlacedTask(`PipelineTask ${name}`, task, props);
  }

  /** The workspaces that it was handed, by the name that its task has for them. @internal */
  public get _workspaces(): ReadonlyMap<string, PipelineWorkspace> {
    const entries = Object.entries(this.props.workspaces ?? {});
    return new Map(entries.flatMap(([name, workspace]) => (workspace === undefined ? [] : [[name, workspace]])));
  }

  /** @internal */
  public get _after(): readonly PipelineTask[] {
    return this.props.after ?? [];
  }

  /** Everything that it reads. @internal */
  public get _sources(): readonly Source[] {
    const workspaces = [...this._workspaces.values()];
    return [
      ...Object.values(this.props.params ?? {}).flatMap(sourcesIn),
      ...workspaces.flatMap(({ source, subPath }) => [source, ...sourcesOf(subPath)]),
      ...(this.props.when ?? []).flatMap((when) => when._sources),
    ];
  }

  /** With `embedding` the task's own spec stands inside, where it is known. @internal */
  public _render(embedding?: Embedding): tekton.PipelineSpecTasks {
    const { when = [], retries, onError } = this.props;
    return {
      name: this.name,
      ...this.task._reference(embedding !== undefined),
      runAfter: filled(this._after.map((task) => task.name)),
      when: filled(when.map((each) => each._render())),
      params: filled(this.renderParams(embedding)),
      workspaces: filled(this.renderWorkspaces()),
      timeout: this.timeout?.toString(),
      retries,
      onError,
    };
  }

  private renderParams(embedding: Embedding | undefined): tekton.PipelineSpecTasksParams[] {
    const place = `PipelineTask ${this.name}`;
    const given = this.props.params ?? {};
    const params = Object.entries(given).map(([name, value]) => ({
      name,
      value: renderValue(`${place}.params.${name}`, value),
    }));
    if (embedding === undefined) return params;
    const here = { params: given, workspaces: this._workspaces };
    return [...params, ...renderInheritedDefaults(place, this.task, here, embedding)];
  }

  private renderWorkspaces(): tekton.PipelineSpecTasksWorkspaces[] {
    return [...this._workspaces].map(([name, { source, subPath }]) => ({
      name,
      workspace: source.name,
      subPath: subPath?.expression,
    }));
  }
}

/** A task in the graph of a Pipeline: later tasks name it in `after` or use its results. */
export class PipelineTask<R extends Results = Results> extends PlacedTask {
  /** What it leaves behind, for tasks that thereby run after it. */
  public readonly results: ResultRefs<R, 'graph'>;

  public constructor(task: RunnableTask<Params, R>, name: string, props: PlacedProps) {
    super(task, name, props);
    this.results = resultRefs({ kind: 'task', owner: this }, task.results, `tasks.${name}`, name);
  }

  /** `Succeeded`, `Failed` or `None`: what became of it, for finally tasks alone. */
  public get status(): StringRef<'finally'> {
    return this.outcome('status');
  }

  /** Why it ended so, such as `TaskRunTimeout`, for finally tasks alone. */
  public get reason(): StringRef<'finally'> {
    return this.outcome('reason');
  }

  private outcome(name: 'status' | 'reason'): StringRef<'finally'> {
    const path = `tasks.${this.name}.${name}`;
    return new StringRef(`$(${path})`, [{ kind: 'task', owner: this, name }], variableOf(path));
  }
}

/** A task that runs when all others have ended, failed or not. The graph cannot wait for it or use its results. */
export class FinallyTask<R extends Results = Results> extends PlacedTask {
  /** What it leaves behind, for the results of the Pipeline alone. */
  public readonly results: ResultRefs<R, 'outcome'>;

  public constructor(task: RunnableTask<Params, R>, name: string, props: PlacedProps) {
    super(task, name, props);
    this.results = resultRefs({ kind: 'task', owner: this }, task.results, `finally.${name}`, name);
  }
}
