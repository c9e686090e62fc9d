import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { type WorkspaceBinding } from '../kinds';
import { example, oneStep, pipeline, run } from './examples';

const test = oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces: [{ name: 'source' }] });
const workspaces = [{ name: 'source' }];
const delivery = pipeline({
  workspaces,
  tasks: ['clone', 'test'].map((name) => ({ name, taskRef: { name: 'go-test' }, workspaces })),
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
  good: example(test, delivery, binding({ volumeClaimTemplate })),
  bad: example(test, delivery, binding({ emptyDir: {} })),
  check: (assembly) =>
    tektonObjects(assembly).runs.flatMap(({ manifest, prefix, spec, pipeline }) =>
      (spec.workspaces ?? []).flatMap(({ name, emptyDir }, i) => {
        const users = (pipeline?.calls ?? [])
          .filter(({ task }) => (task.workspaces ?? []).some((one) => (one.workspace ?? one.name) === name))
          .map(({ task }) => task.name);
        if (emptyDir === undefined || users.length < 2) return [];
        return problem(
          manifest,
          `the workspace "${name}" is an emptyDir, and the tasks ${users.join(', ')} each get one of their own`,
          'bind a volumeClaimTemplate',
          `${prefix}spec.workspaces[${i}]`,
        );
      }),
    ),
};
