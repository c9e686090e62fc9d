import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const env = "env: { DIGEST: '${{ vars.DIGEST }}', TAG: '${{ vars.TAG }}' }";

export const sedRewritesAll: Rule = {
  id: 'GHA133',
  severity: 'warning',
  title: 'sed rewrites every line that looks like a tag',
  why: 'a second image, a sidecar or a comment in the file gets the same tag, and a file without such a line stays as it is: sed succeeds in both',
  repair: 'set one field by its path, and fail unless it was there exactly once: slipway promote',
  good: workflow({ steps: script("yq -i '.image.digest = strenv(DIGEST)' values.yaml", env) }),
  bad: workflow({ steps: script('sed -i "s|tag: .*|tag: $TAG|" values.yaml', env) }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, words }) => {
        const edit =
          program === 'sed' ? words.find((word) => /^s(.)[^\n]*\b(tag|newTag|image|digest):/.test(word)) : undefined;
        if (edit === undefined || !words.some((word) => /^(-i|--in-place|-\w*i)/.test(word))) return [];
        return [
          inScript(
            one,
            /\bsed\b/,
            `${one.step.title} rewrites each line that fits ${edit}`,
            'set one field by its path',
          ),
        ];
      }),
    ),
};
