import { type Rule } from '../../audit';
import { promotingScripts } from '../scripts';
import { CHECK, COMMIT, EDIT, PUSH, promoting } from './examples';

const SED = 'sed -i "s|tag: .*|tag: ${TAG}|" values.yaml';

export const everyTagRewritten: Rule = {
  id: 'PRM002',
  severity: 'error',
  title: 'sed rewrites every tag in a file',
  why: 'the images of sidecars, jobs and init containers get the tag too, and so does every text that looks like one; a tag of digits becomes a number',
  repair: 'write one place, found by the name of its image, by digest and in quotes: slipway promote does',
  good: promoting(EDIT, CHECK, COMMIT, PUSH),
  bad: promoting(SED, 'git diff --quiet || git commit --message promote values.yaml', PUSH),
  check: (assembly) =>
    promotingScripts(assembly).flatMap(({ commands, problem }) =>
      commands.flatMap(({ words }) => {
        const pattern = words.map(tryRewritten).find((one) => one !== undefined);
        if (!/^g?sed$/.test(words[0] ?? '') || pattern === undefined || !words.some(isInPlace)) return [];
        return [
          problem(
            'sed -i',
            `sed rewrites every line of ${words.at(-1) ?? 'the file'} that fits ${pattern} → other images get the tag too`,
            'write one place, found by the name of its image, by digest and in quotes',
          ),
        ];
      }),
    ),
};

/** The pattern of a substitution of whatever stands behind such a key, where no address stands before it. */
function tryRewritten(expression: string): string | undefined {
  const pattern = /^s\W/.test(expression) ? (expression.split(expression[1] ?? '')[1] ?? '') : '';
  const key = pattern.search(/\b(?:tag|newTag|image|digest):/);
  return key >= 0 && pattern.includes('.*', key) ? pattern : undefined;
}

function isInPlace(word: string): boolean {
  return /^-[a-zA-Z]*i/.test(word) || word.startsWith('--in-place');
}
