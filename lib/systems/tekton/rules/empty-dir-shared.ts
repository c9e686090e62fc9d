import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { type PipelineTask, type WorkspaceBinding } from '../kinds';
import { example, pipeline, run, step, task } from './examples';

const workspaces = [{ name: 'source' }];
const [clone, test] = ['clone', 'test'].map((name) =>
  task(name, { workspaces, steps: [step(name, { workingDir: '$(workspaces.source.path)' })] }),
) as [object, object];
const delivery = pipeline({
  workspaces,
  tasks: ['clone', 'test'].map((name) => ({ name, taskRef: { name }, workspaces })),
});
const volumeClaimTemplate = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };
const binding = (source: Partial<WorkspaceBinding>): object => run({ workspaces: [{ name: 'source', ...source }] });

export const emptyDirShared: Rule = {
  id: 'TKN095',
  severity: 'error',
  title: 'tasks share a workspace that is bound to an emptyDir',
  why: 'an emptyDir lives in one pod and each task has its own: what the first task writes, the next does not find',
  repair: 'bind a volumeClaimTemplate',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/#emptydir',
  good: example(clone, test, delivery, binding({ volumeClaimTemplate })),
  bad: example(clone, test, delivery, binding({ emptyDir: {} })),
  check: (assembly) =>
    tektonObjects(assembly).runs.flatMap(({ manifest, prefix, spec, pipeline }) =>
      (spec.workspaces ?? []).flatMap(({ name, emptyDir }, i) => {
        const users = (pipeline?.calls ?? [])
          .filter(({ task }) => (task.workspaces ?? []).some((one) => (one.workspace ?? one.name) === name))
          .map(({ task }) => task);
        if (emptyDir === undefined || users.length < 2 || isScratch(users)) return [];
        return problem(
          manifest,
          `the workspace "${name}" is an emptyDir, and the tasks ${users.map(({ name: one }) => one).join(', ')} each get one of their own`,
          'bind a volumeClaimTemplate',
          `${prefix}spec.workspaces[${i}]`,
        );
      }),
    ),
};

/** Runs of one Task hardly hand files to each other, and of tasks with conditions perhaps only one runs. */
function isScratch(users: readonly PipelineTask[]): boolean {
  const [first] = users;
  const same = users.every(({ taskRef }) => taskRef?.name !== undefined && taskRef.name === first?.taskRef?.name);
  return same || users.every((one) => (one.when ?? []).length > 0);
}
