import { problem, type Rule } from '../../../audit';
import { type ReferenceScope, referencesInPlace } from '../references-in-place';
import { example, oneStep } from './examples';

const workspaces = [{ name: 'source' }];

export const workspaceUndeclared: Rule = {
  id: 'TKN003',
  severity: 'error',
  title: 'a workspace is read that nobody declares',
  why: 'Tekton checks no name of a workspace: the literal text becomes a path that does not exist',
  repair: 'declare the workspace, or correct its name',
  reference: 'https://tekton.dev/docs/pipelines/workspaces/#using-workspaces-in-tasks',
  good: example(oneStep({ workingDir: '$(workspaces.source.path)' }, { workspaces })),
  bad: example(oneStep({ workingDir: '$(workspaces.sources.path)' }, { workspaces })),
  check: (assembly) =>
    referencesInPlace(assembly)
      .filter(({ reference }) => reference.parts[0] === 'workspaces' && reference.parts.length === 3)
      .flatMap(({ manifest, path, reference, scope }) => {
        const declared = declaredIn(scope, reference.parts[2]);
        const [, name = ''] = reference.parts;
        if (!declared || declared.includes(name)) return [];
        const all = declared.length === 0 ? 'none' : declared.join(', ');
        return problem(
          manifest,
          `${reference.text} reads the workspace "${name}", and the declared ones are: ${all}`,
          `declare the workspace "${name}", or name another`,
          path,
        );
      }),
};

/** The body of a StepAction reads the workspaces of whoever uses it, and a pipeline hands all but `bound` on. */
function declaredIn(scope: ReferenceScope, field: string | undefined): readonly string[] | undefined {
  if (scope.kind === 'action' || scope.kind === 'run') return undefined;
  if (scope.kind === 'pipeline' && field !== 'bound') return undefined;
  const { spec, inherits } = scope.kind === 'task' ? scope.task : scope.pipeline;
  return [...(spec.workspaces ?? []), ...(inherits?.workspaces ?? [])].map(({ name }) => name);
}
