import { problem, type Rule } from '../../audit';
import { shellFiles } from '../../custody/shell-files';
import { knownCommands } from '../../custody/step-commands';

const file = (...lines: readonly string[]) => ({
  files: { 'scripts/promote.sh': ['#!/bin/bash', 'set -euo pipefail', ...lines, ''].join('\n') },
});

export const tokenInScript: Rule = {
  id: 'PRM013',
  severity: 'warning',
  title: 'a shell file hands git a token in an address',
  why: 'git writes the address to .git/config and prints it in its errors: whoever gets an artifact, a cache or a log has the token',
  repair: 'hand it over by GIT_ASKPASS or an http.extraHeader from the environment',
  reference: 'https://git-scm.com/docs/gitcredentials',
  good: file('GIT_ASKPASS=./askpass git clone https://github.com/acme/gitops.git'),
  bad: file('REPO="https://x-access-token:${GITOPS_TOKEN}@github.com/acme/gitops.git"', 'git clone "${REPO}"'),
  check: (assembly) =>
    shellFiles(assembly).flatMap(({ commands, at }) => {
      const seen = new Set<string>();
      return knownCommands(commands, new Map()).flatMap(({ command: { program, words } }) => {
        const found = program === 'git' ? words.flatMap((word) => ADDRESS.exec(word) ?? []) : [];
        const [credentials, variable] = found;
        if (credentials === undefined || variable === undefined || seen.has(credentials)) return [];
        seen.add(credentials);
        const message = `git gets $${variable} in an address → it stands in .git/config and in what git prints`;
        return [problem(at(credentials), message, 'let git ask for it with GIT_ASKPASS')];
      });
    }),
};

/** The name and password of an address, of which a variable gives a part. */
const ADDRESS = /https?:\/\/[^/@]*\$\{?(\w+)\}?@/;
