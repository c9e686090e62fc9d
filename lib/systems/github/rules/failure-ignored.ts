import { type Rule } from '../../../audit';
import { GATES, tryPurpose } from '../../../shell';
import { CHECKOUT, script, workflow } from './examples';
import { atStep, eachScript, inScript } from './places';

const OUT = `- uses: ${CHECKOUT}\n`;

export const failureIgnored: Rule = {
  id: 'GHA131',
  severity: 'warning',
  title: 'the failure of a test, scan or verification is ignored',
  why: 'what it finds is printed and the job is green: to whoever reads the workflow it looks like a gate',
  repair: 'let the command fail the step, or say in its name that it only reports',
  good: workflow({ steps: `${OUT}${script('go test ./...')}` }),
  bad: workflow({ steps: `${OUT}${script('go test ./... || true')}` }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const gates = one.commands
        .map((command, i) => ({ command, next: one.commands[i + 1] }))
        .filter(({ command }) => GATES.includes(tryPurpose(command) ?? 'build'));
      const ignored = gates.flatMap(({ command, next }) => {
        if (command.then !== '||' || !next || !['true', ':', 'echo', 'printf'].includes(next.program)) return [];
        return [
          inScript(
            one,
            /\|\|/,
            `${one.step.title} goes on when ${command.program} fails: || ${next.words.join(' ')}`,
            'remove what stands behind ||',
          ),
        ];
      });
      const [first] = gates;
      if (!first || one.step.continueOnError !== 'true') return ignored;
      return [
        ...ignored,
        atStep(
          one.step,
          'continue-on-error',
          `${one.step.title} runs ${first.command.program}, and the job goes on when it fails`,
          'remove continue-on-error',
        ),
      ];
    }),
};
