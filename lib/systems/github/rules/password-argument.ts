import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const passwordArgument: Rule = {
  id: 'GHA065',
  severity: 'warning',
  title: 'a password is an argument of a command',
  why: 'every process of the runner can read the arguments of the others, and a trace of the shell prints them',
  repair: 'hand it over on standard input: --password-stdin',
  good: workflow({ steps: script('docker login ghcr.io -u "$GITHUB_ACTOR" --password-stdin <<< "$TOKEN"') }),
  bad: workflow({ steps: script('docker login ghcr.io -u "$GITHUB_ACTOR" -p "$TOKEN"') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) => {
        if (!/^(docker|podman|buildah|helm|skopeo|crane|oras)$/.test(program) || !args.includes('login')) return [];
        if (!args.some((word) => /^(-p|--password)(=|$)/.test(word))) return [];
        return [
          inScript(
            one,
            /\blogin\b/,
            `${one.step.title} gives ${program} the password as an argument`,
            'use --password-stdin',
          ),
        ];
      }),
    ),
};
