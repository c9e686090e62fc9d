import { type Rule } from '../../audit';
import { type ShellCommand } from '../../shell';
import { allPromotingScripts, gitWords } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

/** Silent about tags: to move one takes nobody's promotion away. */
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
    allPromotingScripts(assembly).flatMap(({ commands, problem }) => {
      const tags = tagsMadeBy(commands);
      return commands.flatMap(({ words }) => {
        const [command, ...rest] = gitWords(words);
        const forced = rest.find((word) => /^(?:-[a-zA-Z]*f[a-zA-Z]*|--force|--mirror|\+\S+)$/.test(word));
        if (command !== 'push' || forced === undefined || tags.has(rest.at(-1) ?? '')) return [];
        return [
          problem(
            'git push',
            `git push ${forced} overwrites what others have pushed since the clone → their promotions are lost`,
            'push without force, and start over from the new head where the push is refused',
          ),
        ];
      });
    }),
};

/** The tags that a script makes, as a push may spell them. */
function tagsMadeBy(commands: readonly ShellCommand[]): ReadonlySet<string> {
  const names = commands.flatMap(({ words }) => {
    const [command, ...rest] = gitWords(words);
    return command === 'tag' ? rest.filter((word) => !word.startsWith('-')) : [];
  });
  return new Set(names.flatMap((name) => [name, `refs/tags/${name}`]));
}
