import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const secretInAddress: Rule = {
  id: 'GHA063',
  severity: 'warning',
  title: 'a token stands in the address that git clones',
  why: 'git writes the address into .git/config and into its messages: later steps, artifacts and caches carry the token away',
  repair: 'let actions/checkout or a GitHub App token do it, or hand the token over as a header',
  good: workflow({ steps: script('git clone https://github.com/acme/gitops.git') }),
  bad: workflow({
    steps: script('git clone https://x-access-token:${{ secrets.GITOPS_TOKEN }}@github.com/acme/gitops.git'),
  }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, words }) => {
        const address =
          program === 'git' ? words.find((word) => /^https:\/\/[^/]*(\$\{\{|\$)[^/]*@/.test(word)) : undefined;
        if (address === undefined) return [];
        const host = address.slice(address.lastIndexOf('@') + 1).split('/')[0] ?? '';
        return [
          inScript(
            one,
            /https:\/\/[^/\s]*\$[^/]*@/,
            `${one.step.title} hands git a token in the address of ${host}`,
            'use actions/checkout with a short-lived token of a GitHub App',
          ),
        ];
      }),
    ),
};
