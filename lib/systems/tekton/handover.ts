import { type Assembly, type Manifest } from '../../assembly';
import {
  type GivenParam,
  type ParamDeclaration,
  type PipelineSpec,
  type PipelineTask,
  type TaskSpec,
  type WorkspaceDeclaration,
} from './kinds';
import { once } from './once';
import { type TaskInPlace } from './task-in-place';
import { type Call, type PipelineInPlace, type RunInPlace, type TaskRunInPlace, tektonObjects } from './tekton-objects';

/** One thing handed over, and the field in which it stands. */
export interface Given<T> {
  readonly name: string;
  readonly value: T;
  readonly path: string;
}

/**
 * What one object hands to another that it starts: a run to its pipeline, a pipeline's task to a Task, a step to a
 * StepAction.
 */
export interface Handover {
  readonly manifest: Manifest;
  /** The field of the one that gives. */
  readonly path: string;
  /** Who gives, in words: `the task "build"`. */
  readonly giver: string;
  /** Who takes, in words: `Task "kaniko"`. */
  readonly taker: string;
  readonly kind: 'run' | 'task' | 'step';
  readonly params: readonly Given<unknown>[];
  readonly declaredParams: readonly ParamDeclaration[];
  /** The workspaces given, by the taker's name for each; the value is the giver's own name for it. */
  readonly workspaces: readonly Given<string>[];
  readonly declaredWorkspaces: readonly WorkspaceDeclaration[];
  /** An embedded spec may also read what is declared around it. */
  readonly embedded: boolean;
}

/** Every handover whose taker the assembly has. */
export const handovers = once((assembly: Assembly): readonly Handover[] => {
  const { tasks, pipelines, runs, taskRuns } = tektonObjects(assembly);
  return [
    ...runs.flatMap((run) => (run.pipeline ? [fromRun(run, run.pipeline)] : [])),
    ...pipelines.flatMap(({ calls }) =>
      calls.flatMap((call) => (call.runs.from === 'assembly' ? [fromCall(call, call.runs.task)] : [])),
    ),
    ...taskRuns.flatMap((run) => (run.runs.from === 'assembly' ? [fromRun(run, run.runs.task)] : [])),
    ...tasks.flatMap(fromSteps),
  ];
});

function fromRun(run: RunInPlace | TaskRunInPlace, { title, spec, inherits }: PipelineInPlace | TaskInPlace): Handover {
  return { ...givenByRun(run), ...taking(title, spec), embedded: inherits !== undefined };
}

type Giving = Pick<Handover, 'manifest' | 'path' | 'giver' | 'kind' | 'params' | 'workspaces'>;

function givenByRun({ manifest, prefix, spec, fromTemplate }: RunInPlace | TaskRunInPlace): Giving {
  return {
    manifest,
    path: `${prefix}spec`,
    giver: fromTemplate ? 'the run of this template' : 'the run',
    kind: 'run',
    params: given(spec.params, `${prefix}spec.params`),
    workspaces: (spec.workspaces ?? []).map(({ name }, i) => ({
      name,
      value: name,
      path: `${prefix}spec.workspaces[${i}]`,
    })),
  };
}

function taking(
  taker: string,
  { params = [], workspaces = [] }: PipelineSpec | TaskSpec,
): Pick<Handover, 'taker' | 'declaredParams' | 'declaredWorkspaces'> {
  return { taker, declaredParams: params, declaredWorkspaces: workspaces };
}

function fromCall({ manifest, task, path }: Call, callee: TaskInPlace): Handover {
  return {
    manifest,
    path,
    giver: `the task "${task.name}"`,
    ...taking(callee.title, callee.spec),
    kind: 'task',
    params: paramsOf(task, path),
    workspaces: (task.workspaces ?? []).map(({ name, workspace }, i) => ({
      name,
      value: workspace ?? name,
      path: `${path}.workspaces[${i}]`,
    })),
    embedded: callee.inherits !== undefined,
  };
}

function fromSteps({ manifest, steps }: TaskInPlace): Handover[] {
  return steps.flatMap(({ declared, action, path, name }) =>
    action?.from === 'assembly'
      ? {
          manifest,
          path,
          giver: `the step "${name}"`,
          taker: `StepAction "${action.manifest.object.metadata.name ?? ''}"`,
          kind: 'step' as const,
          params: given(declared.params, `${path}.params`),
          declaredParams: action.spec.params ?? [],
          workspaces: [],
          declaredWorkspaces: [],
          embedded: false,
        }
      : [],
  );
}

/** What a pipeline's task gives: one of each matrix param at a time, so the items are what the task takes. */
export function paramsOf({ params, matrix }: PipelineTask, path: string): readonly Given<unknown>[] {
  const include = matrix?.include ?? [];
  return [
    ...given(params, `${path}.params`),
    ...given(matrix?.params, `${path}.matrix.params`).map((one) => ({
      ...one,
      value: Array.isArray(one.value) ? (one.value as readonly unknown[])[0] : one.value,
    })),
    ...include.flatMap((row, i) => given(row.params, `${path}.matrix.include[${i}].params`)),
  ];
}

function given(params: readonly GivenParam[] = [], path: string): readonly Given<unknown>[] {
  return params.map(({ name, value }, i) => ({ name, value, path: `${path}[${i}]` }));
}
