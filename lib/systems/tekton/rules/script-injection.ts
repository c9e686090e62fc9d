import { problem, type Rule } from '../../../audit';
import { tektonContainers } from '../container-in-place';
import { tryShellScript } from '../step-script';
import { referencesIn } from '../substitution';
import { example, oneStep } from './examples';

const params = [{ name: 'package' }];
const env = [{ name: 'PACKAGE', value: '$(params.package)' }];

export const scriptInjection: Rule = {
  id: 'TKN050',
  severity: 'error',
  title: 'a value becomes part of a script',
  why: 'Tekton pastes it into the text before the shell reads it: whoever chooses a branch name or a param runs commands with the credentials of the step',
  repair: 'hand it over in env and write "$NAME", in quotes',
  reference: 'https://github.com/tektoncd/catalog/blob/main/recommendations.md',
  good: example(oneStep({ env, script: '#!/bin/sh\nset -eu\ngo test "$PACKAGE"\n' }, { params })),
  bad: example(oneStep({ script: '#!/bin/sh\nset -eu\ngo test $(params.package)\n' }, { params })),
  check: (assembly) =>
    tektonContainers(assembly).flatMap(({ manifest, path, title, container }) => {
      const field = container.script === undefined ? tryShellScript(container)?.field : 'script';
      const text = container.script ?? tryShellScript(container)?.text ?? '';
      const pasted = new Set(
        referencesIn(text)
          .filter(({ parts }) => FROM_OUTSIDE.includes(parts[0] ?? '') && !IS_SCRIPT.test(parts[1] ?? ''))
          .map((one) => one.text),
      );
      if (field === undefined || pasted.size === 0) return [];
      return problem(
        manifest,
        `the script of ${title} has ${[...pasted].join(', ')} pasted into it`,
        'hand it over in env and write "$NAME"',
        `${path}.${field}`,
      );
    }),
};

/** The paths of workspaces and results, and the names in the context, are Tekton's own words; these are other people's. */
const FROM_OUTSIDE = ['params', 'inputs', 'tasks', 'steps'];

/** A param that is a script by its name is meant to be run. */
const IS_SCRIPT = /^(.*[_-])?script$/i;
