import { problem, type Rule } from '../../../audit';
import { everyCommand } from '../reading/commands';
import { running } from './examples';

export const tokenInAddress: Rule = {
  id: 'GLC011',
  severity: 'error',
  title: 'a token stands in the address of a git repository',
  why: 'git writes the address to .git/config and prints it in its errors: whoever gets an artifact, a cache or a log has the token',
  repair:
    'hand it over by GIT_ASKPASS or an http.extraHeader from the environment, with a token of that one repository',
  reference: 'https://git-scm.com/docs/gitcredentials',
  good: running('GIT_ASKPASS=./askpass git clone https://gitlab.com/acme/gitops.git'),
  bad: running('git clone "https://oauth2:$GITOPS_TOKEN@gitlab.com/acme/gitops.git"'),
  check: (assembly) =>
    everyCommand(assembly).flatMap(({ program, args, place }) => {
      if (program !== 'git') return [];
      const [, variable] =
        args.flatMap((arg) => [/^https?:\/\/[^/@]*\$\{?(\w+)\}?@/.exec(arg) ?? []]).find((m) => m.length > 0) ?? [];
      if (variable === undefined) return [];
      return [problem(place, `$${variable} stands in an address`, 'let git ask for it with GIT_ASKPASS')];
    }),
};
