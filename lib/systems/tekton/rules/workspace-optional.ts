import { problem, type Rule } from '../../../audit';
import { type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline } from './examples';

const test = oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces: [{ name: 'source' }] });
const sharing = (optional: boolean): object =>
  pipeline({
    workspaces: [{ name: 'shared', optional }],
    tasks: [{ name: 'test', taskRef: { name: 'go-test' }, workspaces: [{ name: 'source', workspace: 'shared' }] }],
  });

export const workspaceOptional: Rule = {
  id: 'TKN028',
  severity: 'error',
  title: 'a workspace that a run may leave out goes to a task that needs it',
  why: 'every run of the pipeline fails with RequiredWorkspaceMarkedOptional, bound or not',
  repair: 'declare it the same on both sides',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/#optional-workspaces',
  good: example(test, sharing(false)),
  bad: example(test, sharing(true)),
  check: (assembly) =>
    tektonObjects(assembly).pipelines.flatMap(({ spec, calls }) => {
      const optional = new Set((spec.workspaces ?? []).flatMap((one) => (one.optional === true ? [one.name] : [])));
      return calls.flatMap(({ manifest, task, path, runs }) =>
        (task.workspaces ?? []).flatMap(({ name, workspace = name }, i) => {
          if (!optional.has(workspace) || runs.from !== 'assembly' || !needs(runs.task, name)) return [];
          return problem(
            manifest,
            `the pipeline declares the workspace "${workspace}" optional, and ${runs.task.title} needs it as "${name}"`,
            'declare it the same on both sides',
            `${path}.workspaces[${i}]`,
          );
        }),
      );
    }),
};

function needs({ spec }: TaskInPlace, name: string): boolean {
  return (spec.workspaces ?? []).some((declared) => declared.name === name && declared.optional !== true);
}
