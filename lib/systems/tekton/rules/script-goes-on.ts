import { problem, type Rule } from '../../../audit';
import { programOf } from '../../../shell';
import { tektonContainers } from '../container-in-place';
import { tryShellScript } from '../step-script';
import { example, oneStep } from './examples';

export const scriptGoesOn: Rule = {
  id: 'TKN053',
  severity: 'warning',
  title: 'a script goes on after a command has failed',
  why: 'Tekton adds set -e only to scripts without a first line of their own: with one, the last command alone decides',
  repair: 'write set -eu below the first line',
  reference: 'https://tekton.dev/docs/pipelines/tasks/#running-scripts-within-steps',
  good: example(oneStep({ script: '#!/bin/sh\nset -eu\ngo vet ./...\ngo test ./...\n' })),
  bad: example(oneStep({ script: '#!/bin/sh\ngo vet ./...\ngo test ./...\n' })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container }) => {
      const script = tryShellScript(container);
      if (!script || script.stops) return [];
      const [first] = script.commands
        .slice(0, -1)
        .filter((command) => command.then === ';' && command.asked !== true)
        .map((command) => tryAsked(command.words[0] ?? '') ?? programOf(command))
        .filter((name) => !HARMLESS.has(name));
      if (first === undefined) return [];
      return problem(
        manifest,
        `${title} goes on when ${first} fails`,
        'write set -eu at its beginning',
        `${path}.${script.field}`,
      );
    }),
};

/** The program whose answer becomes the value of a variable: `token` of `token="$(aws ecr …)"` is empty when it fails. */
function tryAsked(word: string): string | undefined {
  return /^\w+="?\$\(\s*([\w./-]+)/.exec(word)?.[1];
}

/** What cannot fail, or is no command at all. */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    '[ [[ test : true echo printf set export cd trap umask local declare readonly read shift return exit break continue ' +
    'for case select function fi done esac'
  )
    .split(' ')
    .concat(''),
);
