import { problem, type Rule } from '../../../audit';
import { type ReferenceInPlace, referencesOf } from '../references-in-place';
import { type StepInPlace, type TaskInPlace } from '../task-in-place';
import { example, step, task } from './examples';

const writes = step('build', {
  results: [{ name: 'digest' }],
  args: ['--digest-file', '$(step.results.digest.path)'],
});
const passingOn = (result: string): object =>
  task('build', { steps: [writes], results: [{ name: 'digest', value: `$(steps.build.results.${result})` }] });

export const stepResultUnreadable: Rule = {
  id: 'TKN006',
  severity: 'error',
  title: 'a result of a step is read that the step does not leave there',
  why: 'only the form of the reference is checked: the task succeeds without the result, and whoever reads it fails later or gets the literal text',
  repair: 'let the step declare and write the result, run before its reader, and read it in env, command or args',
  reference: 'https://tekton.dev/docs/pipelines/stepactions/#emitting-results',
  good: example(passingOn('digest')),
  bad: example(passingOn('IMAGE_DIGEST')),
  check: (assembly) =>
    referencesOf(assembly, 'task')
      .filter(({ reference: { parts } }) => parts[0] === 'steps' && parts[2] === 'results' && parts.length > 3)
      .flatMap((one) => {
        const fault = faultOf(one, one.scope.task);
        return fault ? [problem(one.manifest, `${one.reference.text} ${fault.is}`, fault.repair, one.path)] : [];
      }),
};

function faultOf(
  { reference, field }: ReferenceInPlace,
  task: TaskInPlace,
): { is: string; repair: string } | undefined {
  const [, name = '', , result = ''] = reference.parts;
  const step = task.steps.find((one) => one.name === name);
  if (!step)
    return {
      is: `reads from the step "${name}", which the task has not`,
      repair: `name one of ${namesOf(task.steps)}`,
    };
  if (step.results !== undefined && !step.results.some((one) => one.name === result)) {
    return {
      is: `reads a result that the step "${name}" does not declare`,
      repair: `let the step "${name}" declare and write the result "${result}"`,
    };
  }
  const reader = /^steps\[(\d+)\]\.(\w+)/.exec(field);
  if (!reader) return undefined;
  if (Number(reader[1]) <= step.index)
    return { is: `reads from the step "${name}", which has not run by then`, repair: 'move the reader behind it' };
  if (['env', 'command', 'args', 'params', 'when'].includes(reader[2] ?? '')) return undefined;
  return {
    is: `stands in ${reader[2] ?? field}, where results of steps are not substituted`,
    repair: 'read it through env',
  };
}

function namesOf(steps: readonly StepInPlace[]): string {
  return steps.map(({ name }) => name).join(', ');
}
