import { type ApiObjectMetadata, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import * as tekton from '../../../imports/tekton.dev';
import { type Duration } from '../../model';
import { defined, filled } from './filled';
import { type ObjectProps } from './object-props';
import { type Params, type ParamsProp } from './param';
import { type Pipeline } from './pipeline';
import { checkPipelineRun } from './pipeline-run-check';
import { type PodTemplate, renderPodTemplate } from './pod-template';
import { renderValue, type Value } from './value-type';
import { type Workspaces, type WorkspacesProp } from './workspace';
import { type SourceFor, type WorkspaceSource } from './workspace-source';

/** When a run is stopped. */
export interface Timeouts {
  /** The whole run. @default one hour, as Tekton is shipped */
  readonly pipeline?: Duration;
  /** All tasks together. @default the whole run's, less that of the finally tasks */
  readonly tasks?: Duration;
  /** The finally tasks together. @default what the tasks leave of the whole run's */
  readonly finally?: Duration;
}

/** What one task of a run has of its own. */
export interface TaskRunSpec {
  /** The account it runs as. @default the run's */
  readonly serviceAccountName?: string;
  /** Where and how its pod lives. @default the run's */
  readonly podTemplate?: PodTemplate;
}

/** What a run has, whatever its pipeline needs. */
export interface PipelineRunOptions extends Omit<ObjectProps, 'name' | 'description'> {
  /** The account that the tasks run as: one of its own, with no more rights than they use. */
  readonly serviceAccountName: string;
  /** When it is stopped. @default one hour for all of it */
  readonly timeouts?: Timeouts;
  /** Where and how its pods live. @default anywhere, with a group for the volumes and no token for the API */
  readonly podTemplate?: PodTemplate;
  /** What single tasks have of their own, by their name in the pipeline. @default none */
  readonly taskRunSpecs?: Readonly<Record<string, TaskRunSpec>>;
  /** Whether the Pipeline and its Tasks stand inside the run instead of being looked up in the cluster. @default false */
  readonly embedded?: boolean;
  /** How the cluster places pods that share volumes: its feature flag `coschedule`. @default 'workspaces' */
  readonly coschedule?: 'workspaces' | 'pipelineruns' | 'isolate-pipelinerun' | 'disabled';
}

/** A name of its own, or one that Kubernetes completes for each run. */
export type RunName =
  | {
      /** The run's name; an object of that name can only be made once. */
      readonly name: string;
      readonly generateName?: never;
    }
  | {
      /** The beginning of the name, such as `order-service-`; Kubernetes adds five characters. It is created, not applied. */
      readonly generateName: string;
      readonly name?: never;
    };

/** A run of a Pipeline: every required param and workspace of it. `S` is `event` where a trigger fills values in. */
export type PipelineRunProps<P extends Params, W extends Workspaces, S extends 'event' = never> = PipelineRunOptions &
  RunName & {
    /** What it runs. */
    readonly pipeline: Pipeline<P, W>;
  } & ParamsProp<P, S> &
  WorkspacesProp<W, { [N in keyof W]: SourceFor<W[N]['kind']> }>;

/** A run of a Pipeline, created when it is applied. */
export class PipelineRun<P extends Params, W extends Workspaces> extends Construct {
  public constructor(scope: Construct, id: string, props: PipelineRunProps<P, W>) {
    super(scope, id);
    const namespace = props.namespace ?? Chart.of(this).namespace;
    const { metadata, spec } = renderPipelineRun({ ...props, namespace });
    const run = new tekton.PipelineRun(this, 'Resource', { metadata, spec });
    // cdk8s names whatever has no name, and Kubernetes completes only what has none.
    if (props.name === undefined) run.addJsonPatch(JsonPatch.remove('/metadata/name'));
  }
}

/** A PipelineRun as it stands in the output. */
export interface RenderedPipelineRun {
  readonly apiVersion: 'tekton.dev/v1';
  readonly kind: 'PipelineRun';
  readonly metadata: ApiObjectMetadata;
  readonly spec: tekton.PipelineRunSpec;
}

/**
 * A PipelineRun as a plain object, for a TriggerTemplate or the `.tekton` folder of Pipelines-as-Code.
 * Throws `PipelineRun.…` for timeouts that do not fit into each other, a task that the pipeline does not have, an empty
 * folder shared by tasks, or two volumes in one task.
 */
export function renderPipelineRun<P extends Params, W extends Workspaces>(
  props: PipelineRunProps<P, W, 'event'>,
): RenderedPipelineRun {
  const run = props as PlainPipelineRun;
  checkPipelineRun(run);
  const { pipeline } = run;
  const params = Object.entries(run.params ?? {});
  const workspaces = Object.entries(run.workspaces ?? {});
  const specs = Object.entries(run.taskRunSpecs ?? {});
  return tekton.PipelineRun.manifest({
    metadata: renderRunMetadata(run),
    spec: {
      pipelineRef: run.embedded ? undefined : { name: pipeline.name },
      pipelineSpec: run.embedded ? pipeline.spec({ embedded: true }) : undefined,
      params: filled(
        params.map(([name, value]) => ({ name, value: renderValue(`PipelineRun.params.${name}`, value) })),
      ),
      workspaces: filled(workspaces.map(([name, source]) => source._render(name))),
      taskRunTemplate: {
        serviceAccountName: run.serviceAccountName,
        podTemplate: renderPodTemplate(run.podTemplate),
      },
      taskRunSpecs: filled(specs.map(([name, spec]) => renderTaskRunSpec(name, spec))),
      timeouts: renderTimeouts(run.timeouts),
    },
  }) as RenderedPipelineRun;
}

/** A run when the compiler has done its part. */
export interface PlainPipelineRun extends PipelineRunOptions {
  readonly name?: string;
  readonly generateName?: string;
  readonly pipeline: Pipeline<Params, Workspaces>;
  readonly params?: Readonly<Record<string, Value>>;
  readonly workspaces?: Readonly<Record<string, WorkspaceSource>>;
}

function renderRunMetadata({
  name,
  generateName,
  namespace,
  labels,
  annotations,
}: PlainPipelineRun): ApiObjectMetadata {
  return defined({ name, generateName, namespace, labels, annotations });
}

function renderTaskRunSpec(name: string, spec: TaskRunSpec): tekton.PipelineRunSpecTaskRunSpecs {
  return {
    pipelineTaskName: name,
    serviceAccountName: spec.serviceAccountName,
    podTemplate: spec.podTemplate && renderPodTemplate(spec.podTemplate),
  };
}

function renderTimeouts(timeouts: Timeouts | undefined): tekton.PipelineRunSpecTimeouts | undefined {
  return (
    timeouts && {
      pipeline: timeouts.pipeline?.toString(),
      tasks: timeouts.tasks?.toString(),
      finally: timeouts.finally?.toString(),
    }
  );
}
