import { type Assembly } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { type BoundWorkspace, boundWorkspaces } from '../run-bindings';
import { example, oneStep, pipeline, run } from './examples';

const names = ['source', 'cache'];
const test = oneStep(
  { args: names.map((name) => `$(workspaces.${name}.path)`) },
  { workspaces: names.map((name) => ({ name })) },
);
const delivery = pipeline({
  workspaces: names.map((name) => ({ name })),
  tasks: [{ name: 'test', taskRef: { name: 'go-test' }, workspaces: names.map((name) => ({ name })) }],
});
const binding = (cache: string): object =>
  run({
    workspaces: [
      { name: 'source', persistentVolumeClaim: { claimName: 'source' } },
      { name: 'cache', persistentVolumeClaim: { claimName: cache } },
    ],
  });

export const claimsTogether: Rule = {
  id: 'TKN096',
  severity: 'error',
  title: 'one task gets two volume claims',
  why: 'with coschedule: workspaces, the default, Tekton ends the task: more than one PersistentVolumeClaim is bound',
  repair: 'put both into folders of one claim (subPath), or set coschedule in the feature flags',
  reference: 'https://tekton.dev/docs/pipelines/affinityassistants/',
  good: example(test, delivery, binding('source')),
  bad: example(test, delivery, binding('cache')),
  check: (assembly) =>
    [...claimsByTask(assembly).values()].flatMap((bound) => {
      const [first] = bound;
      const claims = new Set(bound.map(claimOf));
      if (!first || claims.size < 2) return [];
      const { run: one, call } = first;
      return problem(
        one.manifest,
        `the task "${call.task.name}" gets ${claims.size} volume claims, for ${bound.map(({ name }) => name).join(' and ')}`,
        'use folders of one claim',
        `${one.prefix}spec.workspaces`,
      );
    }),
};

function claimsByTask(assembly: Assembly): ReadonlyMap<string, BoundWorkspace[]> {
  const runs = new Map<object, number>();
  const tasks = new Map<string, BoundWorkspace[]>();
  for (const bound of boundWorkspaces(assembly)) {
    if (claimOf(bound) === undefined) continue;
    const run = runs.get(bound.run) ?? runs.size;
    runs.set(bound.run, run);
    const key = `${run}\n${bound.call.path}`;
    tasks.set(key, [...(tasks.get(key) ?? []), bound]);
  }
  return tasks;
}

/** Each template makes a claim of its own. */
function claimOf({
  binding: { persistentVolumeClaim, volumeClaimTemplate, name },
}: BoundWorkspace): string | undefined {
  if (persistentVolumeClaim) return `claim ${persistentVolumeClaim.claimName ?? ''}`;
  return volumeClaimTemplate && `template ${name}`;
}
