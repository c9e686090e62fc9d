import { problem, type Rule } from '../../../audit';
import { commandText, tektonContainers } from '../container-in-place';
import { type StepContainer } from '../kinds';
import { example, oneStep } from './examples';

const script = '#!/bin/sh\nset -eu\ngo test -race ./...\n';

export const raceWithoutCgo: Rule = {
  id: 'TKN054',
  severity: 'error',
  title: 'the race detector of Go runs without cgo or without a C compiler',
  why: 'go stops at once: -race requires cgo; the test step can never succeed',
  repair: 'set CGO_ENABLED to 1 in an image with a C compiler, or leave -race out',
  reference: 'https://go.dev/doc/articles/race_detector#Requirements',
  good: example(oneStep({ script, env: [{ name: 'CGO_ENABLED', value: '1' }] })),
  bad: example(oneStep({ script, env: [{ name: 'CGO_ENABLED', value: '0' }] })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container, fold }) => {
      const text = commandText(container);
      if (!racesIn(text, container)) return [];
      const off = /\bCGO_ENABLED=0\b/.test(text) || valueOf(container, 'CGO_ENABLED') === '0';
      const withoutCompiler = /alpine/.test(fold(container.image ?? '')) && !/apk\s+add|\bgcc\b|build-base/.test(text);
      if (!off && !withoutCompiler) return [];
      const why = off ? 'CGO_ENABLED is 0' : 'its Alpine image has no C compiler';
      return problem(
        manifest,
        `${title} runs go with -race, and ${why}`,
        off ? 'set CGO_ENABLED to 1, or leave -race out' : 'take an image with gcc',
        path,
      );
    }),
};

function racesIn(text: string, container: StepContainer): boolean {
  if (!/\bgo\s+(test|build|run|install|vet)\b/.test(text.replaceAll('\n', ' '))) return false;
  return /(^|[\s'"])-race\b/.test(text) || /(^|\s)-race\b/.test(valueOf(container, 'GOFLAGS') ?? '');
}

function valueOf({ env = [] }: StepContainer, name: string): string | undefined {
  return env.find((one) => one.name === name)?.value;
}
