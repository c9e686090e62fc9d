import { problem, type Rule } from '../../../audit';
import { tryNearest } from '../../../audit/nearest';
import { type ReferenceScope, referencesInPlace } from '../references-in-place';
import { example, oneStep } from './examples';

const params = [{ name: 'package', default: './...' }];

export const paramUndeclared: Rule = {
  id: 'TKN002',
  severity: 'error',
  title: 'a param is read that nobody declares',
  why: 'Tekton refuses the object where it looks, and elsewhere (volumes, sidecars, workspaces) leaves the literal text in place',
  repair: 'declare the param, or correct its name',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#specifying-parameters',
  good: example(oneStep({ workingDir: '/src/$(params.package)' }, { params })),
  bad: example(oneStep({ workingDir: '/src/$(params.pakage)' }, { params })),
  check: (assembly) =>
    referencesInPlace(assembly)
      .filter(({ reference }) => reference.closed && reference.parts[0] === 'params' && reference.parts.length > 1)
      .filter(({ field }) => !OF_A_MATRIX.test(field))
      .flatMap(({ manifest, path, reference, scope }) => {
        const declared = declaredIn(scope);
        const [, name = ''] = reference.parts;
        if (!declared || declared.includes(name)) return [];
        const nearest = tryNearest(name, declared);
        return problem(
          manifest,
          `${reference.text} reads the param "${name}", which is not declared`,
          nearest === undefined ? `declare the param "${name}"` : `did you mean "${nearest}"?`,
          path,
        );
      }),
};

/** Each combination of a matrix has its params in these fields too. */
const OF_A_MATRIX = /\.displayName$|\.matrix\.include\[\d+\]\.name$|^taskRunSpecs\[/;

/** A run's own texts are substituted with its params alone. */
function declaredIn(scope: ReferenceScope): readonly string[] | undefined {
  if (scope.kind === 'run') return scope.run.spec.params?.map(({ name }) => name) ?? [];
  if (scope.kind === 'action') return scope.action.spec.params?.map(({ name }) => name) ?? [];
  const { spec, inherits } = scope.kind === 'task' ? scope.task : scope.pipeline;
  return [...(spec.params ?? []), ...(inherits?.params ?? [])].map(({ name }) => name);
}
