import { problem, type Problem, type Rule } from '../../../audit';
import { GATES, programOf, tryPurpose } from '../../../shell';
import { type ContainerInPlace, tektonContainers } from '../container-in-place';
import { commandsOf } from '../step-script';
import { example, oneStep } from './examples';

export const failureIgnored: Rule = {
  id: 'TKN052',
  severity: 'warning',
  title: 'the failure of a test, scan or verification is ignored',
  why: 'what it finds is printed and the pipeline goes on: to whoever reads the pipeline it looks like a gate',
  repair: 'let the command fail the step, or say that it only reports',
  good: example(oneStep({ script: '#!/bin/sh\nset -eu\ngo vet ./...\n' })),
  bad: example(oneStep({ script: '#!/bin/sh\nset -eu\ngo vet ./... || true\n' })),
  check: (assembly) => tektonContainers(assembly).flatMap(judge),
};

function judge({ manifest, path, title, container, step }: ContainerInPlace): Problem[] {
  const { field, commands } = commandsOf(container);
  const gates = commands
    .map((command, i) => ({ command, next: commands[i + 1] }))
    .filter(({ command }) => GATES.includes(tryPurpose(command) ?? 'build'));
  const ignored = gates.flatMap(({ command, next }) => {
    if (command.then !== '||' || next === undefined || !IGNORES.includes(programOf(next))) return [];
    const message = `${title} goes on when ${programOf(command)} fails: || ${next.words.join(' ')}`;
    return problem(manifest, message, 'remove what stands behind ||', `${path}.${field}`);
  });
  const [first] = gates;
  if (!first || step?.declared.onError !== 'continue') return ignored;
  const message = `${title} runs ${programOf(first.command)} and has onError: continue`;
  return [...ignored, problem(manifest, message, 'remove onError', `${path}.onError`)];
}

const IGNORES = ['true', ':', 'echo', 'printf'];
