import { problem, type Rule } from '../../../audit';
import { handovers } from '../handover';
import { example, oneStep, pipeline } from './examples';

const test = oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces: [{ name: 'source' }] });
const workspaces = [{ name: 'shared' }];
const given = [{ name: 'source', workspace: 'shared' }];

export const workspaceMissing: Rule = {
  id: 'TKN026',
  severity: 'error',
  title: 'a required workspace is not given',
  why: 'admission does not compare: the run fails, with InvalidWorkspaceBindings or when the task is due',
  repair: 'give it, or declare it optional',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/#using-workspaces-in-pipelines',
  good: example(
    test,
    pipeline({ workspaces, tasks: [{ name: 'test', taskRef: { name: 'go-test' }, workspaces: given }] }),
  ),
  bad: example(test, pipeline({ workspaces, tasks: [{ name: 'test', taskRef: { name: 'go-test' } }] })),
  check: (assembly) =>
    handovers(assembly).flatMap(
      ({ manifest, path, workspaces: bound, declaredWorkspaces, giver, taker, embedded, kind }) => {
        const names = new Set(bound.map(({ name }) => name));
        return declaredWorkspaces
          .filter(({ name, optional }) => optional !== true && !names.has(name) && !(embedded && kind === 'task'))
          .map(({ name }) =>
            problem(
              manifest,
              `${giver} does not give the workspace "${name}", which ${taker} needs`,
              `bind the workspace "${name}"`,
              `${path}.workspaces`,
            ),
          );
      },
    ),
};
