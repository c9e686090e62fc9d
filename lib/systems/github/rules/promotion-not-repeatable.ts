import { type Rule } from '../../../audit';
import { type StepScript } from '../reading/step-script';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const promotionNotRepeatable: Rule = {
  id: 'GHA135',
  severity: 'warning',
  title: 'a second run of the same commit fails',
  why: 'git commit ends with 1 when there is nothing to commit: to run a job again, after a network error in a later step, is red for ever',
  repair: 'ask first: git diff --quiet || git commit',
  good: workflow({ steps: script('sed -i 1d list\ngit diff --quiet || git commit -am promote\ngit push') }),
  bad: workflow({ steps: script('sed -i 1d list\ngit commit -am promote\ngit push') }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      if (
        one.commands.some(
          ({ program, args }) =>
            program === 'git' &&
            /^(diff|status|ls-files)/.test(args[0] ?? '') &&
            /quiet|exit-code|porcelain/.test(args.join(' ')),
        )
      )
        return [];
      return one.commands.flatMap(({ program, args, then, asked }) => {
        const commits =
          program === 'git' && args.includes('commit') && !args.some((word) => /^--allow-empty$|^--amend$/.test(word));
        if (!commits || then === '||' || asked === true || !one.stops || !pushes(one)) return [];
        return [
          inScript(
            one,
            /git (\S+ )*commit/,
            `${one.step.title} fails where nothing has changed`,
            'write git diff --quiet || git commit …',
          ),
        ];
      });
    }),
};

function pushes({ commands }: StepScript): boolean {
  return commands.some(({ program, args }) => program === 'git' && args.includes('push'));
}
