import { type Rule } from '../../../audit';
import { script, workflow } from './examples';
import { eachScript, inScript } from './places';

export const loneDollar: Rule = {
  id: 'GHA066',
  severity: 'error',
  title: 'a dollar sign stands where a variable was meant',
  why: 'the shell takes it for the text "$": a login with that user fails',
  repair: 'write the name of the variable behind it',
  good: workflow({ steps: script('docker login ghcr.io -u "$GITHUB_ACTOR" --password-stdin < token') }),
  bad: workflow({ steps: script('docker login ghcr.io -u $ --password-stdin < token') }),
  check: (assembly) =>
    eachScript(assembly, (one) =>
      one.commands.flatMap(({ program, args }) => {
        if (!args.includes('$') || !/^(docker|podman|git|curl|cosign|helm|kubectl|aws|gh)$/.test(program)) return [];
        return [
          inScript(
            one,
            /\s\$(\s|$)/m,
            `${one.step.title} gives ${program} the text "$"`,
            'write the name of the variable',
          ),
        ];
      }),
    ),
};
