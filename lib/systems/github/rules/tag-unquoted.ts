import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const env = "env: { SHA: '${{ vars.COMMIT }}' }";

export const tagUnquoted: Rule = {
  id: 'GHA139',
  severity: 'warning',
  title: 'a commit is written into YAML without quotes',
  why: 'a text of digits, or of digits around an e, is a number to YAML: 1234567 or 12e4567 names no image',
  repair: 'write it in quotes, or promote the digest',
  good: workflow({ steps: script('sed -i "s|tag: .*|tag: \'$SHA\'|" values.yaml', env) }),
  bad: workflow({ steps: script('sed -i "s|tag: .*|tag: $SHA|" values.yaml', env) }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, words }) => {
        const bare =
          program === 'sed' &&
          words.some((word) =>
            /\b(tag|newTag): ?(\$\{\{github\.sha\}\}|\$\{?\w*SHA\w*(:0:\d+)?\}?)(?!['"\w])/.test(word),
          );
        return bare
          ? [inScript(one, /\bsed\b/, `${one.step.title} writes a commit without quotes`, 'write it in quotes')]
          : [];
      }),
    ),
};
