import { type Assembly } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { isWhollyKnown, namesUsed, textOfTask } from '../names-used';
import { type TaskInPlace } from '../task-in-place';
import { type PipelineInPlace, tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const workspaces = [{ name: 'source' }, { name: 'credentials' }];
const env = [{ name: 'DOCKER_CONFIG', value: '$(workspaces.credentials.path)' }];

export const workspaceUnused: Rule = {
  id: 'TKN011',
  severity: 'warning',
  title: 'a workspace is declared and never used',
  why: 'runs have to bind it and nothing reads it; with credentials, the registry is asked without them',
  repair: 'use its path, or remove it',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/',
  good: example(oneStep({ workingDir: '$(workspaces.source.path)', env }, { workspaces })),
  bad: example(oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces })),
  check: (assembly) => {
    const { tasks, pipelines } = tektonObjects(assembly);
    return [
      ...tasks.flatMap((task) => report(task, usedIn(assembly, task))),
      ...pipelines.flatMap((pipeline) => report(pipeline, givenOn(assembly, pipeline))),
    ];
  },
};

function report(
  { manifest, path, title, spec }: TaskInPlace | PipelineInPlace,
  uses: (name: string) => boolean,
): ReturnType<Rule['check']> {
  return (spec.workspaces ?? []).flatMap(({ name }, i) =>
    uses(name)
      ? []
      : problem(
          manifest,
          `nothing in ${title} uses the workspace "${name}"`,
          'use its path, or remove it',
          `${path}.workspaces[${i}]`,
        ),
  );
}

/** A place of its own counts as use: that is how a tool finds its files. */
function usedIn(assembly: Assembly, task: TaskInPlace): (name: string) => boolean {
  if (!isWhollyKnown(task)) return () => true;
  const text = textOfTask(task);
  const isolated = new Set(
    (task.spec.steps ?? []).flatMap(({ workspaces = [] }) => workspaces.map(({ name }) => name)),
  );
  const placed = new Set(
    (task.spec.workspaces ?? []).filter(({ mountPath }) => mountPath !== undefined).map(({ name }) => name),
  );
  const { workspaces } = namesUsed(assembly, task.spec);
  return (name) =>
    workspaces.has(name) ||
    isolated.has(name) ||
    placed.has(name) ||
    text.includes(`$(workspaces.${name}.`) ||
    new RegExp(`/workspace/${name}(?![\\w-])`).test(text);
}

function givenOn(assembly: Assembly, { spec, calls }: PipelineInPlace): (name: string) => boolean {
  const given = new Set(
    calls.flatMap(({ task }) => (task.workspaces ?? []).map(({ name, workspace }) => workspace ?? name)),
  );
  const { workspaces } = namesUsed(assembly, spec);
  return (name) => given.has(name) || workspaces.has(name);
}
