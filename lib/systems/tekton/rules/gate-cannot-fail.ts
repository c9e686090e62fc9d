import { problem, type Problem, type Rule } from '../../../audit';
import { type ContainerInPlace, commandText, tektonContainers } from '../container-in-place';
import { type ShellCommand, programOf } from '../shell-commands';
import { tryShellScript } from '../step-script';
import { GATES, tryPurpose } from '../tool';
import { example, oneStep } from './examples';

export const gateCannotFail: Rule = {
  id: 'TKN052',
  severity: 'warning',
  title: 'a test, scan or verification cannot fail its step',
  why: 'what it finds is printed and the pipeline goes on: to whoever reads the pipeline it looks like a gate',
  repair: 'let the command fail the step, or say that it only reports',
  good: example(oneStep({ script: '#!/bin/sh\nset -eu\ngo vet ./...\n' })),
  bad: example(oneStep({ script: '#!/bin/sh\nset -eu\ngo vet ./... || true\n' })),
  check: (assembly) => tektonContainers(assembly).flatMap(judge),
};

function judge(place: ContainerInPlace): Problem[] {
  const { manifest, path, title, container, step } = place;
  const script = tryShellScript(container);
  const direct = { words: [...(container.command ?? []), ...(container.args ?? [])], then: '' };
  const commands = script?.commands ?? [direct];
  const field = script?.field ?? 'args';
  const gates = commands
    .map((command, i) => ({ command, next: commands[i + 1] }))
    .filter(({ command }) => isGate(command));
  const [first] = gates;
  if (!first) return [];
  const found = gates.filter(
    ({ command, next }) => command.then === '||' && next !== undefined && IGNORES.includes(programOf(next)),
  );
  const problems = found.map(({ command, next }) =>
    problem(
      manifest,
      `${title} goes on when ${programOf(command)} fails: || ${next?.words.join(' ') ?? ''}`,
      'remove what stands behind ||',
      `${path}.${field}`,
    ),
  );
  if (step?.declared.onError === 'continue') {
    problems.push(
      problem(
        manifest,
        `${title} runs ${programOf(first.command)} and has onError: continue`,
        'remove onError',
        `${path}.onError`,
      ),
    );
  }
  return [
    ...problems,
    ...withoutExitCode(
      place,
      gates.map(({ command }) => command),
      field,
    ),
  ];
}

/** Scanners that succeed whatever they find unless they are told to fail; a later command of the task may tell it. */
function withoutExitCode(
  { manifest, path, title, container, task }: ContainerInPlace,
  commands: readonly ShellCommand[],
  field: string,
): Problem[] {
  const all =
    task === undefined ? commandText(container) : task.steps.map((step) => JSON.stringify(step.container)).join('\n');
  return commands.flatMap((command) => {
    const program = programOf(command);
    const flag =
      program === 'trivy'
        ? /--exit-code[= ",]+["']?[$1-9]|TRIVY_EXIT_CODE/
        : program === 'grype'
          ? /--fail-on|-f[= ",]|GRYPE_FAIL_ON/
          : undefined;
    if (tryPurpose(command) !== 'scan' || flag === undefined || flag.test(all)) return [];
    const repair = program === 'trivy' ? 'add --exit-code 1' : 'add --fail-on';
    return problem(manifest, `${title} runs ${program}, which succeeds whatever it finds`, repair, `${path}.${field}`);
  });
}

const IGNORES = ['true', ':', 'echo', 'printf'];

function isGate(command: ShellCommand): boolean {
  const purpose = tryPurpose(command);
  return purpose !== undefined && GATES.includes(purpose);
}
