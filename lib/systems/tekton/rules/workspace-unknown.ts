import { type Assembly } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { handovers } from '../handover';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep, pipeline } from './examples';

const test = oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces: [{ name: 'source' }] });
const giving = (...names: readonly string[]): object =>
  pipeline({
    workspaces: [{ name: 'shared' }],
    tasks: [
      { name: 'test', taskRef: { name: 'go-test' }, workspaces: names.map((name) => ({ name, workspace: 'shared' })) },
    ],
  });

export const workspaceUnknown: Rule = {
  id: 'TKN027',
  severity: 'error',
  title: 'a workspace is given that nobody takes, or that nobody has',
  why: 'a task that is given more than it declares fails when it is due; a run that binds too much binds it for nothing',
  repair: 'give it the declared name, or declare it',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/',
  good: example(test, giving('source')),
  bad: example(test, giving('source', 'cache')),
  check: (assembly) => [...notTaken(assembly), ...notHad(assembly)],
};

function notTaken(assembly: Assembly): Problem[] {
  return handovers(assembly)
    .filter(({ embedded }) => !embedded)
    .flatMap(({ manifest, workspaces, declaredWorkspaces, giver, taker }) => {
      const declared = declaredWorkspaces.map(({ name }) => name);
      return workspaces
        .filter(({ name }) => !declared.includes(name))
        .map(({ name, path }) => {
          const nearest = tryNearest(name, declared);
          const repair = nearest === undefined ? `remove it, or let ${taker} declare it` : `did you mean "${nearest}"?`;
          return problem(
            manifest,
            `${giver} gives the workspace "${name}", which ${taker} does not have`,
            repair,
            path,
          );
        });
    });
}

function notHad(assembly: Assembly): Problem[] {
  return tektonObjects(assembly).pipelines.flatMap(({ manifest, spec, inherits, calls, title }) => {
    const own = new Set([...(spec.workspaces ?? []), ...(inherits?.workspaces ?? [])].map(({ name }) => name));
    return calls.flatMap(({ task, path }) =>
      (task.workspaces ?? []).flatMap(({ name, workspace = name }, i) =>
        own.has(workspace)
          ? []
          : problem(
              manifest,
              `the task "${task.name}" gives the workspace "${workspace}", which ${title} does not have`,
              `declare the workspace "${workspace}"`,
              `${path}.workspaces[${i}]`,
            ),
      ),
    );
  });
}
