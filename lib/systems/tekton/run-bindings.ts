import { type Assembly } from '../../assembly';
import { type WorkspaceBinding } from './kinds';
import { once } from './once';
import { type Call, type RunInPlace, tektonObjects } from './tekton-objects';

/** What a run binds to a workspace of one task of its pipeline. */
export interface BoundWorkspace {
  readonly run: RunInPlace;
  readonly call: Call;
  /** The workspace's name in the task. */
  readonly name: string;
  readonly binding: WorkspaceBinding;
  /** The field of the binding. */
  readonly path: string;
}

/** Everything that runs bind to workspaces of tasks, through their pipelines. */
export const boundWorkspaces = once((assembly: Assembly): readonly BoundWorkspace[] =>
  tektonObjects(assembly).runs.flatMap((run) => {
    const bindings = new Map(
      (run.spec.workspaces ?? []).map((binding, i) => [
        binding.name,
        { binding, path: `${run.prefix}spec.workspaces[${i}]` },
      ]),
    );
    return (run.pipeline?.calls ?? []).flatMap((call) =>
      (call.task.workspaces ?? []).flatMap(({ name, workspace = name }) => {
        const bound = bindings.get(workspace);
        return bound ? [{ run, call, name, ...bound }] : [];
      }),
    );
  }),
);
