import { problem, type Rule } from '../../../audit';
import { tektonContainers } from '../container-in-place';
import { textsIn } from '../substitution';
import { type TaskInPlace } from '../task-in-place';
import { example, oneStep } from './examples';

const workspaces = [{ name: 'source' }];

export const pathHardCoded: Rule = {
  id: 'TKN055',
  severity: 'warning',
  title: 'a path that Tekton chooses is written by hand',
  why: 'where a workspace or result lies may change with its declaration and with Tekton; the reference always tells',
  repair: 'write the reference: $(workspaces.<name>.path), $(results.<name>.path)',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/#using-workspaces-in-tasks',
  good: example(oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces })),
  bad: example(oneStep({ workingDir: '/workspace/source' }, { workspaces })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, task, container }) => {
      if (!task) return [];
      const known = knownPaths(task);
      return textsIn(container, path).flatMap(({ path: field, text }) =>
        known
          .filter(({ literal }) => literal.test(text))
          .map(({ written, reference }) =>
            problem(manifest, `${written} is written by hand`, `write ${reference}`, field),
          ),
      );
    }),
};

function knownPaths({ spec }: TaskInPlace): { literal: RegExp; written: string; reference: string }[] {
  const workspaces = (spec.workspaces ?? [])
    .filter(({ mountPath }) => mountPath === undefined)
    .map(({ name }) => ({ folder: '/workspace/', name, reference: `$(workspaces.${name}.path)` }));
  const results = (spec.results ?? []).map(({ name }) => ({
    folder: '/tekton/results/',
    name,
    reference: `$(results.${name}.path)`,
  }));
  return [...workspaces, ...results].map(({ folder, name, reference }) => ({
    literal: new RegExp(`(^|[^\\w/.-])${folder}${name.replaceAll('.', '\\.')}(?![\\w-])`),
    written: `${folder}${name}`,
    reference,
  }));
}
