import { type Rule } from '../../../audit';
import { GATES, tryPurpose } from '../../../shell';
import { type StepScript } from '../reading/step-script';
import { CHECKOUT, script, workflow } from './examples';
import { eachScript, inScript } from './places';

const OUT = `- uses: ${CHECKOUT}\n`;

export const pipeHidesFailure: Rule = {
  id: 'GHA130',
  severity: 'error',
  title: 'a pipe hides that its first command failed',
  why: 'without shell: bash a step runs in bash -e, without pipefail: a pipe ends as its last part does, and tee always succeeds',
  repair: 'write shell: bash, which sets pipefail, or set -o pipefail',
  reference:
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#exit-codes-and-error-action-preference',
  good: workflow({ steps: `${OUT}${script('go test ./... | tee report', 'shell: bash')}` }),
  bad: workflow({ steps: `${OUT}${script('go test ./... | tee report')}` }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      if (one.pipefail) return [];
      return one.commands.flatMap((command, i) => {
        const next = one.commands[i + 1];
        if (command.then !== '|' && command.then !== '|&') return [];
        if (!next || isJudgedLater(one, i) || !GATES.includes(tryPurpose(command) ?? 'build') || command.asked === true)
          return [];
        return [
          inScript(
            one,
            new RegExp(`${command.program}\\b[^\\n]*`),
            `the pipe into ${next.program} hides whether ${command.program} failed`,
            'write shell: bash',
          ),
        ];
      });
    }),
};

/** Whether a later command reads the file that tee has written: it may judge what the first command said. */
function isJudgedLater({ commands }: StepScript, at: number): boolean {
  const files = (commands[at + 1]?.args ?? []).filter((word) => !word.startsWith('-'));
  return commands.slice(at + 2).some(({ words }) => words.some((word) => files.some((file) => word.includes(file))));
}
