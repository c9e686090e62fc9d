import { type Assembly, type Manifest } from '../../assembly';
import {
  type PipelineRunSpec,
  type PipelineSpec,
  type PipelineTask,
  type RemoteRef,
  type StepActionSpec,
  type TaskRunSpec,
} from './kinds';
import { once } from './once';
import { Resolution } from './resolution';
import { type RunTemplate } from './run-template';
import { type Inherited, type TaskInPlace } from './task-in-place';

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
export interface RunInPlace extends RunTemplate<PipelineRunSpec> {
  /** Its pipeline, where the assembly has it. */
  readonly pipeline?: PipelineInPlace;
  /** The pipeline that it names and the assembly has not. */
  readonly missing?: string;
}

/** A TaskRun without a pipeline, or the one that a TriggerTemplate makes. */
export interface TaskRunInPlace extends RunTemplate<TaskRunSpec> {
  readonly runs: Callee;
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
  readonly taskRuns: readonly TaskRunInPlace[];
  readonly actions: readonly ActionInPlace[];
}

/** The Tekton objects of an assembly, resolved once. */
export const tektonObjects = once((assembly: Assembly): TektonObjects => new Resolution(assembly).objects());
