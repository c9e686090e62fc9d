import { type Manifest } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { type PipelineInPlace, type RunInPlace } from '../tekton-objects';
import { type TaskInPlace } from '../task-in-place';
import { example, oneStep } from './examples';

const env = [{ name: 'GOFLAGS', value: '-mod=mod' }];

export const nameDuplicate: Rule = {
  id: 'TKN090',
  severity: 'error',
  title: 'a name stands twice in one list',
  why: 'one of the two is ignored, or Tekton refuses the object; of env the last one counts',
  repair: 'remove one',
  good: example(oneStep({ env })),
  bad: example(oneStep({ env: [...env, { name: 'GOFLAGS', value: '-race' }] })),
  check: (assembly) => {
    const { tasks, pipelines, runs, actions } = tektonObjects(assembly);
    return [
      ...tasks.flatMap(inTask),
      ...pipelines.flatMap(inPipeline),
      ...runs.flatMap(inRun),
      ...actions.flatMap(({ manifest, spec }) =>
        twice(manifest, 'spec', spec, ['params', 'results', 'env', 'volumeMounts']),
      ),
    ];
  },
};

function inTask({ manifest, path, spec, steps }: TaskInPlace): Problem[] {
  return [
    ...twice(manifest, path, spec, ['params', 'results', 'workspaces', 'volumes', 'steps', 'sidecars']),
    ...steps.flatMap(({ declared, path: at }) => twice(manifest, at, declared, ['env', 'params', 'results'])),
    ...(spec.sidecars ?? []).flatMap((sidecar, i) => twice(manifest, `${path}.sidecars[${i}]`, sidecar, ['env'])),
  ];
}

function inPipeline({ manifest, path, spec, calls }: PipelineInPlace): Problem[] {
  const seen = new Set<string>();
  const again = calls.filter(({ task }) => seen.size === seen.add(task.name).size);
  return [
    ...twice(manifest, path, spec, ['params', 'results', 'workspaces']),
    ...again.map(({ task, path: at }) => report(manifest, task.name, at)),
    ...calls.flatMap(({ task, path: at }) => twice(manifest, at, task, ['params', 'workspaces'])),
  ];
}

function inRun({ manifest, prefix, spec }: RunInPlace): Problem[] {
  return twice(manifest, `${prefix}spec`, spec, ['params', 'workspaces']);
}

function twice(manifest: Manifest, path: string, owner: object, lists: readonly string[]): Problem[] {
  return lists.flatMap((list) => {
    const seen = new Set<string>();
    const items = (owner as Readonly<Record<string, readonly { readonly name?: string }[] | undefined>>)[list] ?? [];
    return items.flatMap(({ name }, i) => {
      if (name === undefined || !seen.has(name)) {
        seen.add(name ?? '');
        return [];
      }
      return report(manifest, name, `${path}.${list}[${i}]`);
    });
  });
}

function report(manifest: Manifest, name: string, path: string): Problem {
  return problem(manifest, `the name "${name}" stands here a second time`, 'remove one of the two', path);
}
