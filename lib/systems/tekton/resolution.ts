import { type Assembly, type Manifest } from '../../assembly';
import {
  type GivenParam,
  type ParamDeclaration,
  type PipelineRunSpec,
  type PipelineSpec,
  type PipelineTask,
  type RemoteRef,
  type TaskRunSpec,
  type TaskSpec,
} from './kinds';
import { pipelineRuns, type RunTemplate, taskRuns } from './run-template';
import { type ActionUse, type Inherited, type TaskInPlace, taskInPlace } from './task-in-place';
import {
  type Call,
  type Callee,
  type PipelineInPlace,
  type RunInPlace,
  type TaskRunInPlace,
  type TektonObjects,
} from './tekton-objects';

/** Where a spec stands: the object, and the namespace in which its names are looked up. */
interface Place {
  readonly manifest: Manifest;
  readonly namespace?: string;
}

/** Finds what each Tekton object of an assembly refers to, in its environment and namespace. */
export class Resolution {
  private readonly tasks = new Map<Manifest, TaskInPlace>();
  private readonly pipelines = new Map<Manifest, PipelineInPlace>();
  private readonly embeddedTasks: TaskInPlace[] = [];
  private readonly embeddedPipelines: PipelineInPlace[] = [];

  public constructor(private readonly assembly: Assembly) {}

  public objects(): TektonObjects {
    const { manifests } = this.assembly;
    for (const manifest of manifests.of('tekton.dev/Task')) this.tasks.set(manifest, this.task(manifest));
    for (const manifest of manifests.of('tekton.dev/Pipeline')) {
      const place = { manifest, namespace: manifest.object.metadata.namespace };
      const title = `Pipeline "${manifest.object.metadata.name ?? ''}"`;
      this.pipelines.set(manifest, this.pipeline(place, 'spec', title, manifest.object.spec ?? {}));
    }
    const runs = pipelineRuns(this.assembly).map((template) => this.run(template));
    const single = taskRuns(this.assembly).map((template) => this.taskRun(template));
    return {
      tasks: [...this.tasks.values(), ...this.embeddedTasks],
      pipelines: [...this.pipelines.values(), ...this.embeddedPipelines],
      runs,
      taskRuns: single,
      actions: manifests.of('tekton.dev/StepAction').map((manifest) => ({ manifest, spec: manifest.object.spec })),
    };
  }

  private task(manifest: Manifest<{ readonly spec: TaskSpec }>): TaskInPlace {
    const { namespace, name = '' } = manifest.object.metadata;
    const { spec } = manifest.object;
    return taskInPlace({ manifest, namespace, path: 'spec', name, title: `Task "${name}"`, spec }, (action) =>
      this.action({ manifest, namespace }, action),
    );
  }

  private embedded(place: Place, path: string, name: string, spec: TaskSpec, inherits: Inherited): Callee {
    const title = `the embedded task "${name}"`;
    const task = taskInPlace({ ...place, path, name, title, spec, inherits }, (action) => this.action(place, action));
    this.embeddedTasks.push(task);
    return { from: 'assembly', task };
  }

  private action({ manifest: { environment }, namespace }: Place, name: string): ActionUse {
    const manifest = this.assembly.manifests.tryFind('tekton.dev/StepAction', { environment, namespace, name });
    return manifest ? { from: 'assembly', manifest, spec: manifest.object.spec } : { from: 'nowhere', name };
  }

  private pipeline(
    place: Place,
    path: string,
    title: string,
    spec: PipelineSpec,
    inherits?: Inherited,
  ): PipelineInPlace {
    const around = both(inherits ?? NOTHING, { params: spec.params ?? [], workspaces: spec.workspaces ?? [] });
    const call = (task: PipelineTask, field: string, inFinally: boolean): Call => ({
      manifest: place.manifest,
      task,
      path: field,
      inFinally,
      runs:
        task.taskSpec !== undefined && task.taskSpec.apiVersion === undefined
          ? this.embedded(place, `${field}.taskSpec`, task.name, task.taskSpec, both(around, givenBy(task)))
          : this.callee(place, task.taskRef),
    });
    return {
      ...place,
      path,
      title,
      spec,
      calls: [
        ...(spec.tasks ?? []).map((task, i) => call(task, `${path}.tasks[${i}]`, false)),
        ...(spec.finally ?? []).map((task, i) => call(task, `${path}.finally[${i}]`, true)),
      ],
      ...(inherits === undefined ? {} : { inherits }),
    };
  }

  private callee({ manifest: { environment }, namespace }: Place, ref: RemoteRef | undefined): Callee {
    if (ref?.resolver !== undefined) return { from: 'resolver', ref };
    const custom = ref?.apiVersion !== undefined && !ref.apiVersion.startsWith('tekton.dev/');
    if (ref?.name === undefined || custom || ref.name.includes('$(')) return { from: 'elsewhere' };
    const found = this.assembly.manifests.tryFind('tekton.dev/Task', { environment, namespace, name: ref.name });
    const task = found && this.tasks.get(found);
    return task ? { from: 'assembly', task } : { from: 'nowhere', name: ref.name };
  }

  private run(template: RunTemplate<PipelineRunSpec>): RunInPlace {
    const { manifest, namespace, prefix, spec } = template;
    if (spec.pipelineSpec !== undefined) {
      const path = `${prefix}spec.pipelineSpec`;
      const pipeline = this.pipeline(template, path, 'the embedded pipeline', spec.pipelineSpec, givenBy(spec));
      this.embeddedPipelines.push(pipeline);
      return { ...template, pipeline };
    }
    const { name, resolver } = spec.pipelineRef ?? {};
    if (name === undefined || resolver !== undefined || name.includes('$(')) return template;
    const { environment } = manifest;
    const found = this.assembly.manifests.tryFind('tekton.dev/Pipeline', { environment, namespace, name });
    const pipeline = found && this.pipelines.get(found);
    return pipeline ? { ...template, pipeline } : { ...template, missing: name };
  }

  private taskRun(template: RunTemplate<TaskRunSpec>): TaskRunInPlace {
    const { manifest, prefix, spec } = template;
    const { name, generateName = '' } = manifest.object.metadata;
    const runs =
      spec.taskSpec === undefined
        ? this.callee(template, spec.taskRef)
        : this.embedded(template, `${prefix}spec.taskSpec`, name ?? generateName, spec.taskSpec, givenBy(spec));
    return { ...template, runs };
  }
}

const NOTHING: Inherited = { params: [], workspaces: [] };

function both(one: Inherited, other: Inherited): Inherited {
  return { params: [...one.params, ...other.params], workspaces: [...one.workspaces, ...other.workspaces] };
}

/** What is given to an embedded spec may be read there without declaring it. */
function givenBy({ params, matrix, workspaces }: Pick<PipelineTask, 'params' | 'matrix' | 'workspaces'>): Inherited {
  const rows = (matrix?.include ?? []).flatMap((row) => row.params ?? []);
  return {
    params: [...(params ?? []), ...(matrix?.params ?? []), ...rows].map(asDeclaration),
    workspaces: workspaces ?? [],
  };
}

function asDeclaration({ name, value }: GivenParam): ParamDeclaration {
  return { name, default: value };
}
