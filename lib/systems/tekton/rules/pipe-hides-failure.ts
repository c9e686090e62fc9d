import { problem, type Rule } from '../../../audit';
import { programOf, tryPurpose } from '../../../shell';
import { tektonContainers } from '../container-in-place';
import { tryShellScript } from '../step-script';
import { example, oneStep } from './examples';

export const pipeHidesFailure: Rule = {
  id: 'TKN051',
  severity: 'error',
  title: 'a pipe hides that its first command failed',
  why: 'a pipe ends as its last part does, and tee always succeeds: tests fail and the step is green',
  repair: 'set -o pipefail in a shell that has it (bash, the ash of busybox), or write to a file instead',
  reference: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_02',
  good: example(oneStep({ script: '#!/usr/bin/env bash\nset -euo pipefail\ngo test ./... | tee /tmp/report\n' })),
  bad: example(oneStep({ script: '#!/bin/sh\nset -e\ngo test ./... | tee /tmp/report\n' })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container }) => {
      const script = tryShellScript(container);
      if (!script || script.pipefail) return [];
      return script.commands.flatMap((command, i) => {
        const next = script.commands[i + 1];
        if (!command.then.startsWith('|') || command.then === '||' || !next) return [];
        const program = programOf(command);
        const matters = tryPurpose(command) !== undefined || (programOf(next) === 'tee' && !PRINTERS.includes(program));
        if (!matters) return [];
        return problem(
          manifest,
          `in ${title} the pipe into ${programOf(next)} hides whether ${program} failed`,
          'set -o pipefail, or write to a file instead',
          `${path}.${script.field}`,
        );
      });
    }),
};

/** Programs that only print or reshape text. */
const PRINTERS =
  'echo printf cat yes true tr head tail sed awk cut sort uniq wc grep xargs base64 sha256sum jq yq date uname env ls hostname'.split(
    ' ',
  );
