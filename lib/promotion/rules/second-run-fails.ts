import { type Rule } from '../../audit';
import { gitWords, isGit, promotingScripts } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

export const secondRunFails: Rule = {
  id: 'PRM006',
  severity: 'error',
  title: 'a promotion fails where there is nothing to commit',
  why: 'git commit ends with 1 where nothing has changed: a run that is started again after its push is red for ever',
  repair: 'commit only where something has changed',
  reference: 'https://git-scm.com/docs/git-diff#Documentation/git-diff.txt---quiet',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting(EDIT, CHECK, 'git commit --message promote kustomization.yaml', PUSH),
  check: (assembly) =>
    promotingScripts(assembly).flatMap(({ commands, problem }) => {
      const asked = commands.findIndex(({ words }) => asksForChanges(words));
      return commands.slice(0, asked < 0 ? undefined : asked).flatMap((command) => {
        if (!isGit(command, 'commit') || command.asked || command.then === '||') return [];
        if (gitWords(command.words).includes('--allow-empty')) return [];
        return [
          problem(
            'git commit',
            'git commit fails where nothing has changed → the second run of a promotion is red, though all is well',
            'commit only where something has changed: git diff --quiet || git commit …',
          ),
        ];
      });
    }),
};

function asksForChanges(words: readonly string[]): boolean {
  const [command = '', ...rest] = gitWords(words);
  if (/^(?:diff|diff-index)$/.test(command)) return rest.some((word) => word === '--quiet' || word === '--exit-code');
  return command === 'status' || words.some((word) => /\$\(git (?:-\S+ )*(?:status|diff)/.test(word));
}
