import { type Rule } from '../../../audit';
import { environmentOf } from '../reading/step-values';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

const push = 'git clone https://github.com/acme/gitops.git\ncd gitops\nmake promote\ngit push';
const env = "env: { GH_TOKEN: '${{ secrets.GITOPS_TOKEN }}' }";

export const tokenUnusedByGit: Rule = {
  id: 'GHA067',
  severity: 'error',
  title: 'git is given a token that it does not read',
  why: 'GH_TOKEN is for the program gh: git asks for a user name, there is nobody to type one, and the push fails',
  repair: 'run gh auth setup-git first, or check the repository out by actions/checkout with the token',
  reference: 'https://cli.github.com/manual/gh_auth_setup-git',
  good: workflow({ steps: script(`gh auth setup-git\n${push}`, env) }),
  bad: workflow({ steps: script(push, env) }),
  check: (assembly) =>
    eachScript(assembly, (one) => {
      const names = Object.keys(environmentOf(one.step)).filter((name) => /^(GH_TOKEN|GITHUB_TOKEN)$/.test(name));
      const runs = (command: string, words: RegExp): boolean =>
        one.commands.some(({ program, args }) => program === command && words.test(args.join(' ')));
      const clones = runs('git', /(^| )clone .*https:\/\/github\.com\//);
      const helped = /setup-git|credential|extraheader|insteadOf|set-url|GIT_ASKPASS|\.netrc/i.test(one.text);
      if (names.length === 0 || !clones || !runs('git', /^push( (origin|-u|--\S+).*)?$/) || helped) return [];
      return [
        inScript(
          one,
          /git clone/,
          `${one.step.title} sets ${names[0] ?? ''}, which git does not read: the push fails`,
          'run gh auth setup-git before',
        ),
      ];
    }),
};
