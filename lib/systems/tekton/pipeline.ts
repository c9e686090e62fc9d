import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as tekton from '../../../imports/tekton.dev';
import { type None } from './given';
import { type ObjectProps, renderMetadata } from './object-props';
import { paramRefs, type ParamRefs, type Params } from './param';
import { checkPipeline } from './pipeline-check';
import { renderPipelineSpec } from './pipeline-spec';
import { type FinallyTask, type PipelineTask, type PlacedTask } from './pipeline-task';
import { type Ref } from './reference';
import { pipelineRun, tasksStatus } from './run-context';
import { leastStrict, type PodSecurityLevel } from './security';
import { pipelineWorkspaces, type PipelineWorkspaces, type Workspaces } from './workspace';

/** What the tasks of a Pipeline can be given. */
export interface PipelineInput<P extends Params, W extends Workspaces> {
  readonly params: ParamRefs<P, 'graph'>;
  readonly workspaces: PipelineWorkspaces<W>;
  /** Facts of the run itself. */
  readonly pipelineRun: typeof pipelineRun;
  /** What became of the tasks as a whole, for finally tasks. */
  readonly tasksStatus: typeof tasksStatus;
}

/** The tasks of a Pipeline. */
export interface PipelineGraph {
  /** The tasks, each made by `task.run(…)`; those that do not wait for one another run side by side. */
  readonly tasks: readonly PipelineTask[];
  /** The tasks that run at the end, failed or not, each made by `task.runFinally(…)`. @default none */
  readonly finally?: readonly FinallyTask[];
  /** What the run leaves behind: results of its tasks, under names of its own. @default none */
  readonly results?: Readonly<Record<string, Ref<'graph' | 'outcome'>>>;
}

export interface PipelineProps<P extends Params, W extends Workspaces> extends ObjectProps {
  /** What a run must give. @default none */
  readonly params?: P;
  /** What a run must bind. @default none */
  readonly workspaces?: W;
  /** The tasks, made from the pipeline's own params and workspaces. */
  readonly tasks: (input: PipelineInput<P, W>) => PipelineGraph;
}

/**
 * Tasks in an order that follows from what they use of each other. A task can only name tasks that were made before it,
 * so there is no cycle. Throws `Pipeline <name>.…` for two tasks of one name, a reference to a task that is left out,
 * something declared and not used, or a Task of another namespace.
 */
export class Pipeline<P extends Params = None, W extends Workspaces = None> extends Construct {
  public readonly name: string;
  public readonly params: P;
  public readonly workspaces: W;
  /** All tasks, those of the end last. */
  public readonly tasks: readonly PlacedTask[];
  /** The strictest Pod Security level whose namespaces admit all its pods. */
  public readonly podSecurity: PodSecurityLevel;
  /** The namespace that its runs belong in, where it is known. */
  public readonly namespace: string | undefined;
  /** What it is for, where that was said. */
  public readonly description: string | undefined;
  /** The tasks in their places, and what the run leaves behind. */
  public readonly graph: PipelineGraph;

  public constructor(scope: Construct, id: string, props: PipelineProps<P, W>) {
    super(scope, id);
    this.name = props.name;
    this.description = props.description;
    this.params = props.params ?? ({} as P);
    this.workspaces = props.workspaces ?? ({} as W);
    this.namespace = props.namespace ?? Chart.of(this).namespace;
    this.graph = props.tasks({
      params: paramRefs(this, this.params),
      workspaces: pipelineWorkspaces(this, this.workspaces),
      pipelineRun,
      tasksStatus,
    });
    this.tasks = [...this.graph.tasks, ...(this.graph.finally ?? [])];
    checkPipeline(this, this.graph);
    this.podSecurity = leastStrict(this.tasks.map(({ task }) => task.podSecurity));
    new tekton.Pipeline(this, 'Resource', { metadata: renderMetadata('Pipeline', props), spec: this.render(false) });
  }

  /** What stands under `spec`, as plain data; with `embedded` the Tasks of this program stand inside it. */
  public spec(options: { readonly embedded?: boolean } = {}): object {
    return { ...tekton.toJson_PipelineSpec(this.render(options.embedded ?? false)) };
  }

  private render(embedded: boolean): tekton.PipelineSpec {
    return renderPipelineSpec(`Pipeline ${this.name}`, this, embedded);
  }
}
