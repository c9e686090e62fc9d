import { problem, type Rule } from '../../../audit';
import { tektonContainers } from '../container-in-place';
import { programOf } from '../shell-commands';
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
      if (!script || script.stops || script.pipefail) return [];
      const decisive = script.commands
        .slice(0, -1)
        .filter((command) => command.then === ';' && command.asked !== true && !HARMLESS.has(programOf(command)));
      if (decisive.length === 0) return [];
      return problem(
        manifest,
        `${title} goes on when ${programOf(decisive[0] ?? { words: [], then: '' })} fails`,
        'write set -eu at its beginning',
        `${path}.${script.field}`,
      );
    }),
};

/** What cannot fail, or is no command at all. */
const HARMLESS: ReadonlySet<string> = new Set(
  (
    '[ [[ test : true echo printf set export cd trap umask local declare readonly read shift return exit break continue ' +
    'for case select function fi done esac'
  )
    .split(' ')
    .concat(''),
);
