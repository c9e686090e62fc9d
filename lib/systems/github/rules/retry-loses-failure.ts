import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const retryLosesFailure: Rule = {
  id: 'GHA132',
  severity: 'error',
  title: 'a loop of attempts ends with success when all of them failed',
  why: 'after the last attempt sleep is the last command, and it succeeds: the job is green, and nothing was pushed',
  repair: 'end the loop with exit 0 at success and exit 1 behind it',
  good: workflow({ steps: script('for i in 1 2 3; do git push && exit 0; sleep "$i"; done\nexit 1') }),
  bad: workflow({ steps: script('for i in 1 2 3; do git push && break || sleep "$i"; done') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, then }, i) => {
        const next = one.commands[i + 1];
        if (program !== 'break' || then !== '||' || next?.program !== 'sleep') return [];
        const rest = one.commands.slice(i + 2).filter((command) => command.program !== 'done');
        if (rest.some((command) => ['exit', 'test', '[', '[[', 'false', 'return'].includes(command.program))) return [];
        return [
          inScript(
            one,
            /&& *break *\|\|/,
            `${one.step.title} succeeds also when every attempt has failed`,
            'exit 0 at success, and exit 1 behind the loop',
          ),
        ];
      }),
    ),
};
