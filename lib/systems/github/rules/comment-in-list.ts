import { problem, type Rule } from '../../../audit';
import { METADATA, tryMajor, usesAction } from '../reading/action-facts';
import { type StepInFile } from '../reading/workflow-file';
import { BUILD_PUSH, workflow } from './examples';
import { eachStep } from './places';

const build = (cache: string): string =>
  `- uses: ${BUILD_PUSH}\n  with:\n    tags: order-service:test\n    cache-from: |\n      ${cache}\n`;

export const commentInList: Rule = {
  id: 'GHA091',
  severity: 'error',
  title: 'a comment stands in a list, where it is a part of the value',
  why: 'inside a block of YAML a # is a letter: the cache has an unknown type, the tag an invalid form',
  repair: 'write the comment above the field',
  reference: 'https://github.com/docker/metadata-action/releases/tag/v6.0.0',
  good: workflow({ steps: build('type=gha') }),
  bad: workflow({ steps: build('type=gha # of this branch') }),
  check: (assembly) =>
    eachStep(assembly, (step) =>
      listsOf(step).flatMap((input) => {
        const text = step.with[input] ?? '';
        const found = /(^|\n)[^\n#]*\S\s+#/.exec(text);
        if (!found) return [];
        const at = found.index + found[0].length - 1;
        return [
          problem(
            step.file.place.within(`${step.path}.with.${input}`, text, at),
            `${input} of ${step.title} holds a comment, which is a part of its value`,
            'write the comment above the field',
          ),
        ];
      }),
    ),
};

/** Docker's metadata-action took comments out before its version 6 (GHA092). */
function listsOf(step: StepInFile): readonly string[] {
  if (usesAction(step, 'docker/build-push-action')) return ['cache-from', 'cache-to', 'tags', 'outputs', 'platforms'];
  return usesAction(step, METADATA) && (tryMajor(step) ?? 0) >= 6 ? ['tags', 'images', 'flavor'] : [];
}
