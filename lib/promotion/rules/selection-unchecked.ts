import { type Rule } from '../../audit';
import { allPromotingScripts } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

export const selectionUnchecked: Rule = {
  id: 'PRM004',
  severity: 'error',
  title: 'a promotion writes to what it selects and does not ask whether there was any',
  why: 'yq succeeds where nothing fits: a renamed image is never promoted again, and nobody is told',
  repair: 'look for the new value in the file before it is committed',
  reference: 'https://mikefarah.gitbook.io/yq/operators/select',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting(EDIT, COMMIT, PUSH),
  check: (assembly) =>
    allPromotingScripts(assembly).flatMap(({ commands, problem }) => {
      const lastCheck = Math.max(0, commands.map(isCheck).lastIndexOf(true));
      return commands.slice(lastCheck).flatMap(({ words }) => {
        if (words[0] !== 'yq' || !words.some(writesSelected)) return [];
        return [
          problem(
            'select(',
            'yq writes to what select finds, and succeeds where it finds nothing → nothing is promoted, and nobody is told',
            'look for the new value in the file before it is committed',
          ),
        ];
      });
    }),
};

/** Whether an expression of yq gives a value to what it selects. */
function writesSelected(word: string): boolean {
  const selected = word.search(/\bselect\(/);
  return selected >= 0 && /=\s*[^=\s]/.test(word.slice(selected));
}

/** What fails where a value is not there. */
function isCheck({ words: [program = '', ...rest] }: { readonly words: readonly string[] }): boolean {
  if (/^[ef]?grep$|^rg$|^test$|^\[\[?$/.test(program)) return true;
  return program === 'yq' && rest.some((word) => /^(?:-e|--exit-status)$/.test(word));
}
