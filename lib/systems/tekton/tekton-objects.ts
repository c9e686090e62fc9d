import { type Assembly, type Manifest } from '../../assembly';
import {
  type PipelineRunSpec,
  type PipelineSpec,
  type PipelineTask,
  type RemoteRef,
  type StepActionSpec,
  type TaskSpec,
} from './kinds';
import { once } from './once';
import { type ActionUse, type Inherited, type TaskInPlace, taskInPlace } from './task-in-place';
import { type RunTemplate, runTemplates } from './run-template';

/** A Pipeline, or the `pipelineSpec` of a run, where it stands. */
export interface PipelineInPlace {
  readonly manifest: Manifest;
  readonly namespace?: string;
  readonly path: string;
  readonly title: string;
  readonly spec: PipelineSpec;
  readonly calls: readonly Call[];
  readonly inherits?: Inherited;
}

/** One task of a pipeline, and what it runs. */
export interface Call {
  readonly manifest: Manifest;
  readonly task: PipelineTask;
  /** The field, such as `spec.tasks[2]`. */
  readonly path: string;
  readonly inFinally: boolean;
  readonly runs: Callee;
}

/** A Task of the assembly, one that should be there and is not, one that a resolver fetches, or no Task at all. */
export type Callee =
  | { readonly from: 'assembly'; readonly task: TaskInPlace }
  | { readonly from: 'nowhere'; readonly name: string }
  | { readonly from: 'resolver'; readonly ref: RemoteRef }
  | { readonly from: 'elsewhere' };

/** A PipelineRun, or the one that a TriggerTemplate makes. */
export interface RunInPlace {
  readonly manifest: Manifest;
  readonly namespace?: string;
  /** What stands before `spec` in its fields: nothing, or `spec.resourcetemplates[0].`. */
  readonly prefix: string;
  readonly spec: PipelineRunSpec;
  /** Whether an event makes it. */
  readonly fromTemplate: boolean;
  /** Its pipeline, where the assembly has it. */
  readonly pipeline?: PipelineInPlace;
  /** The pipeline that it names and the assembly has not. */
  readonly missing?: string;
}

/** A StepAction of the assembly. */
export interface ActionInPlace {
  readonly manifest: Manifest;
  readonly spec: StepActionSpec;
}

/** Everything that Tekton runs in an assembly, each with what it refers to. */
export interface TektonObjects {
  /** Tasks, and embedded specs. */
  readonly tasks: readonly TaskInPlace[];
  readonly pipelines: readonly PipelineInPlace[];
  readonly runs: readonly RunInPlace[];
  readonly actions: readonly ActionInPlace[];
}

/** The Tekton objects of an assembly, resolved once. */
export const tektonObjects = once((assembly: Assembly): TektonObjects => new Resolution(assembly).objects());

class Resolution {
  private readonly tasks = new Map<Manifest, TaskInPlace>();
  private readonly embedded: TaskInPlace[] = [];
  private readonly pipelines = new Map<Manifest, PipelineInPlace>();
  private readonly embeddedPipelines: PipelineInPlace[] = [];

  public constructor(private readonly assembly: Assembly) {}

  public objects(): TektonObjects {
    const { manifests } = this.assembly;
    for (const manifest of manifests.of('tekton.dev/Task')) {
      this.tasks.set(manifest, this.task(manifest, manifest.object.spec, 'spec', ''));
    }
    for (const manifest of manifests.of('tekton.dev/Pipeline')) {
      this.pipelines.set(
        manifest,
        this.pipeline(manifest, manifest.object.metadata.namespace, 'spec', manifest.object.spec),
      );
    }
    const runs = runTemplates(this.assembly).map((template) => this.run(template));
    return {
      tasks: [...this.tasks.values(), ...this.embedded],
      pipelines: [...this.pipelines.values(), ...this.embeddedPipelines],
      runs,
      actions: manifests.of('tekton.dev/StepAction').map((manifest) => ({ manifest, spec: manifest.object.spec })),
    };
  }

  private task(
    manifest: Manifest,
    spec: TaskSpec,
    path: string,
    embeddedAs: string,
    inherits?: Inherited,
  ): TaskInPlace {
    const { namespace, name = '' } = manifest.object.metadata;
    const shown = embeddedAs === '' ? name : embeddedAs;
    return taskInPlace(
      {
        manifest,
        namespace,
        path,
        name: shown,
        title: `${embeddedAs === '' ? 'Task' : 'the embedded task'} "${shown}"`,
        spec,
        ...(inherits === undefined ? {} : { inherits }),
      },
      (action) => this.action(manifest, action),
    );
  }

  private action({ environment, object }: Manifest, name: string): ActionUse {
    const key = { environment, namespace: object.metadata.namespace, name };
    const manifest = this.assembly.manifests.tryFind('tekton.dev/StepAction', key);
    return manifest ? { from: 'assembly', manifest, spec: manifest.object.spec } : { from: 'nowhere', name };
  }

  private pipeline(
    manifest: Manifest,
    namespace: string | undefined,
    path: string,
    spec: PipelineSpec,
    inherits?: Inherited,
  ): PipelineInPlace {
    const { name = '' } = manifest.object.metadata;
    const given = {
      params: [...(inherits?.params ?? []), ...(spec.params ?? [])],
      workspaces: [...(inherits?.workspaces ?? []), ...(spec.workspaces ?? [])],
    };
    const call = (task: PipelineTask, field: string, inFinally: boolean): Call => ({
      manifest,
      task,
      path: field,
      inFinally,
      runs: this.callee(manifest, namespace, task, field, given),
    });
    return {
      manifest,
      namespace,
      path,
      title: inherits === undefined ? `Pipeline "${name}"` : 'the embedded pipeline',
      spec,
      calls: [
        ...(spec.tasks ?? []).map((task, i) => call(task, `${path}.tasks[${i}]`, false)),
        ...(spec.finally ?? []).map((task, i) => call(task, `${path}.finally[${i}]`, true)),
      ],
      ...(inherits === undefined ? {} : { inherits }),
    };
  }

  private callee(
    manifest: Manifest,
    namespace: string | undefined,
    { name, taskRef, taskSpec }: PipelineTask,
    field: string,
    given: Inherited,
  ): Callee {
    if (taskSpec !== undefined && taskSpec.apiVersion === undefined) {
      const task = this.task(manifest, taskSpec, `${field}.taskSpec`, name, given);
      this.embedded.push(task);
      return { from: 'assembly', task };
    }
    if (taskRef?.resolver !== undefined) return { from: 'resolver', ref: taskRef };
    const custom = taskRef?.apiVersion !== undefined && !taskRef.apiVersion.startsWith('tekton.dev/');
    if (taskRef?.name === undefined || custom || taskRef.name.includes('$(')) return { from: 'elsewhere' };
    const { environment } = manifest;
    const found = this.assembly.manifests.tryFind('tekton.dev/Task', { environment, namespace, name: taskRef.name });
    const task = found && this.tasks.get(found);
    return task ? { from: 'assembly', task } : { from: 'nowhere', name: taskRef.name };
  }

  private run(template: RunTemplate): RunInPlace {
    const { manifest, namespace, prefix, spec } = template;
    const { environment } = manifest;
    if (spec.pipelineSpec !== undefined) {
      const inherits = { params: (spec.params ?? []).map(asDeclaration), workspaces: spec.workspaces ?? [] };
      const pipeline = this.pipeline(manifest, namespace, `${prefix}spec.pipelineSpec`, spec.pipelineSpec, inherits);
      this.embeddedPipelines.push(pipeline);
      return { ...template, pipeline };
    }
    const { name, resolver } = spec.pipelineRef ?? {};
    if (name === undefined || resolver !== undefined || name.includes('$(')) return template;
    const found = this.assembly.manifests.tryFind('tekton.dev/Pipeline', { environment, namespace, name });
    const pipeline = found && this.pipelines.get(found);
    return pipeline ? { ...template, pipeline } : { ...template, missing: name };
  }
}

function asDeclaration({ name, value }: { readonly name: string; readonly value: unknown }): {
  name: string;
  default: unknown;
} {
  return { name, default: value };
}
