import { type Rule } from '../../audit';
import { allPromotingScripts, gitWords } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

export const everythingStaged: Rule = {
  id: 'PRM007',
  severity: 'warning',
  title: 'a promotion commits whatever lies in the checkout',
  why: 'what a step before it has left there, a report, a key, a file of another service, goes to the cluster with the promotion',
  repair: 'name the one file',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting(EDIT, CHECK, 'git add -A', 'git diff --cached --quiet || git commit --message promote', PUSH),
  check: (assembly) =>
    allPromotingScripts(assembly).flatMap(({ commands, problem }) =>
      commands.flatMap(({ words }) => {
        const [command, ...rest] = gitWords(words);
        const takesAll =
          (command === 'add' && rest.some((word) => /^(?:-A|--all|\.|-u|--update|:\/)$/.test(word))) ||
          (command === 'commit' && rest.some((word) => /^(?:-[a-zA-Z]*a[a-zA-Z]*|--all)$/.test(word)));
        if (!takesAll) return [];
        const shown = `git ${command ?? ''} ${rest[0] ?? ''}`.trim();
        return [
          problem(shown, `${shown} takes whatever lies in the checkout → it is promoted too`, 'name the one file'),
        ];
      }),
    ),
};
