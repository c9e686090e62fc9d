import { type Assembly } from '../../../assembly';
import { problem, type Problem, type Rule } from '../../../audit';
import { isWhollyKnown, textOfTask } from '../names-used';
import { type TaskInPlace } from '../task-in-place';
import { tektonObjects } from '../tekton-objects';
import { textsIn } from '../substitution';
import { example, oneStep } from './examples';

const results = [{ name: 'IMAGE_URL' }];

export const resultUnwritten: Rule = {
  id: 'TKN012',
  severity: 'error',
  title: 'a result is declared and nothing writes it',
  why: 'the task succeeds without it; whoever reads it fails the run, and Tekton Chains finds no image to sign',
  repair: 'write the file $(results.<name>.path), or remove the result',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#emitting-results',
  good: example(
    oneStep({ script: '#!/bin/sh\nset -eu\nprintf %s "$IMAGE" > "$(results.IMAGE_URL.path)"\n' }, { results }),
  ),
  bad: example(oneStep({ script: '#!/bin/sh\nset -eu\nprintf %s "$IMAGE"\n' }, { results })),
  check: (assembly) => {
    const { tasks } = tektonObjects(assembly);
    return [...tasks.flatMap(ofTask), ...tasks.flatMap(ofSteps), ...ofActions(assembly)];
  },
};

/** A task that runs whatever script it is given may write every result. */
const RUNS_ANYTHING = /\$\(params\.[\w.-]*(script|command|cmd)[\w.-]*(\[\*\])?\)/i;

function ofTask(task: TaskInPlace): Problem[] {
  const { manifest, path, title, spec } = task;
  const open = (spec.results ?? []).flatMap(({ name, value }, i) => (value === undefined ? [{ name, i }] : []));
  if (open.length === 0 || !isWhollyKnown(task)) return [];
  const text = textOfTask(task);
  if (RUNS_ANYTHING.test(text)) return [];
  return open.flatMap(({ name, i }) =>
    writes(text, 'results', name) || names(text, `/tekton/results/`, name)
      ? []
      : problem(
          manifest,
          `no step of ${title} writes the result "${name}"`,
          `write $(results.${name}.path)`,
          `${path}.results[${i}]`,
        ),
  );
}

function ofSteps({ manifest, steps }: TaskInPlace): Problem[] {
  return steps.flatMap(({ declared, path, name }) =>
    unwritten(declared).map(({ result, i }) =>
      problem(
        manifest,
        `the step "${name}" does not write its result "${result}"`,
        `write $(step.results.${result}.path)`,
        `${path}.results[${i}]`,
      ),
    ),
  );
}

function ofActions(assembly: Assembly): Problem[] {
  return tektonObjects(assembly).actions.flatMap(({ manifest, spec }) =>
    unwritten(spec).map(({ result, i }) =>
      problem(
        manifest,
        `the StepAction does not write its result "${result}"`,
        `write $(step.results.${result}.path)`,
        `spec.results[${i}]`,
      ),
    ),
  );
}

function unwritten(body: { readonly results?: readonly { readonly name: string }[] }): { result: string; i: number }[] {
  const { results = [], ...rest } = body;
  if (results.length === 0) return [];
  const text = textsIn(rest, '')
    .map((one) => one.text)
    .join('\n');
  return results.flatMap(({ name }, i) =>
    writes(text, 'step.results', name) || names(text, '/tekton/steps/', name) ? [] : [{ result: name, i }],
  );
}

function writes(text: string, family: string, name: string): boolean {
  return [`.${name}`, `["${name}"]`, `['${name}']`].some((written) => text.includes(`$(${family}${written}.path)`));
}

/** The file by its own path, or a folder in which only a shell can tell the files. */
function names(text: string, folder: string, name: string): boolean {
  if (!text.includes(folder)) return false;
  return new RegExp(`${folder}([^\\w-]|$)`, 'm').test(text) || new RegExp(`${folder}.*\\b${name}\\b`).test(text);
}
