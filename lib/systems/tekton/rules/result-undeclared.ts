import { problem, type Rule } from '../../../audit';
import { type ReferenceInPlace, referencesInPlace } from '../references-in-place';
import { type ResultDeclaration } from '../kinds';
import { example, oneStep } from './examples';

const args = ['-o', '$(results.digest.path)'];

export const resultUndeclared: Rule = {
  id: 'TKN004',
  severity: 'error',
  title: 'a result is written that nobody declares',
  why: 'outside of scripts nobody looks: the step writes a file named like the reference, and no result comes of it',
  repair: 'declare the result, or correct its name',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#emitting-results',
  good: example(oneStep({ args }, { results: [{ name: 'digest' }] })),
  bad: example(oneStep({ args }, { results: [{ name: 'image-digest' }] })),
  check: (assembly) =>
    referencesInPlace(assembly).flatMap((one) => {
      const { manifest, path, reference } = one;
      const writes = writtenBy(one);
      if (!writes || writes.declared.some(({ name }) => name === writes.name)) return [];
      return problem(
        manifest,
        `${reference.text} writes the result "${writes.name}", which ${writes.owner} does not declare`,
        `declare the result "${writes.name}"`,
        path,
      );
    }),
};

interface Written {
  readonly name: string;
  readonly owner: string;
  readonly declared: readonly ResultDeclaration[];
}

/** What `$(results.…)` or `$(step.results.…)` means there. */
function writtenBy({ reference: { parts }, scope, field }: ReferenceInPlace): Written | undefined {
  if (parts[0] === 'results' && parts[2] === 'path' && scope.kind === 'task') {
    return { name: parts[1] ?? '', owner: 'the task', declared: scope.task.spec.results ?? [] };
  }
  if (parts[0] !== 'step' || parts[1] !== 'results' || parts[3] !== 'path') return undefined;
  if (scope.kind === 'action') {
    return { name: parts[2] ?? '', owner: 'the StepAction', declared: scope.action.spec.results ?? [] };
  }
  if (scope.kind !== 'task') return undefined;
  const index = Number(/^steps\[(\d+)\]/.exec(field)?.[1] ?? NaN);
  return { name: parts[2] ?? '', owner: 'the step', declared: scope.task.spec.steps?.[index]?.results ?? [] };
}
