import { type Rule } from '../../audit';
import { allPromotingScripts, gitWords } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

export const pushForced: Rule = {
  id: 'PRM008',
  severity: 'error',
  title: 'a push is forced',
  why: 'what others have promoted since the clone is gone from the branch, and the cluster goes back to what ran before',
  repair: 'push without force, and start over from the new head where the push is refused',
  reference: 'https://git-scm.com/docs/git-push#Documentation/git-push.txt---force-with-leaserefname',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting(EDIT, CHECK, COMMIT, 'git push --force origin HEAD:main'),
  check: (assembly) =>
    allPromotingScripts(assembly).flatMap(({ commands, problem }) =>
      commands.flatMap(({ words }) => {
        const [command, ...rest] = gitWords(words);
        const forced = rest.find((word) => /^(?:-[a-zA-Z]*f[a-zA-Z]*|--force|--mirror|\+\S+)$/.test(word));
        if (command !== 'push' || forced === undefined) return [];
        return [
          problem(
            'git push',
            `git push ${forced} overwrites what others have pushed since the clone → their promotions are lost`,
            'push without force, and start over from the new head where the push is refused',
          ),
        ];
      }),
    ),
};
