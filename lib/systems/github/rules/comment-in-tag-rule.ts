import { problem, type Rule } from '../../../audit';
import { tryMajor } from '../reading/action-facts';
import { workflow } from './examples';
import { eachMetadata } from './metadata-steps';

const steps = (rule: string): string =>
  `- uses: docker/metadata-action@c299e40c65443455700f0fdfc63efafe5b349051 # v5.10.0\n  with:\n    images: ghcr.io/acme/order-service\n    tags: |\n      ${rule}\n`;

export const commentInTagRule: Rule = {
  id: 'GHA092',
  severity: 'warning',
  title: 'a comment stands behind a rule for tags',
  why: 'docker/metadata-action takes it out up to version 5; from 6 on it is a part of the rule, and the step fails',
  repair: 'write the comment on a line of its own',
  reference: 'https://github.com/docker/metadata-action/releases/tag/v6.0.0',
  good: workflow({ steps: steps('type=sha') }),
  bad: workflow({ steps: steps('type=sha # the commit') }),
  check: (assembly) =>
    eachMetadata(assembly, (step, rules, text) =>
      (tryMajor(step) ?? 6) >= 6
        ? []
        : rules.flatMap(({ line, comment }) => {
            if (comment === undefined) return [];
            const place = step.file.place.within(`${step.path}.with.tags`, text, text.indexOf(line));
            return [
              problem(
                place,
                `"# ${comment}" becomes a part of the rule with version 6`,
                'write it on a line of its own',
              ),
            ];
          }),
    ),
};
