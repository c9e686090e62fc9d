import { problem, type Rule } from '../../../audit';
import { METADATA_ACTION, workflow } from './examples';
import { eachMetadata } from './metadata-steps';

const steps = (rule: string): string =>
  `- uses: ${METADATA_ACTION}\n  with:\n    images: ghcr.io/acme/order-service\n    tags: |\n      ${rule}\n`;

export const tagLikeNumber: Rule = {
  id: 'GHA093',
  severity: 'warning',
  title: 'a tag is a short commit without anything before it',
  why: 'of seven digits one in thirty is a number to YAML, as 1234567 or 12e4567: Helm writes it in another form, and the image is not found',
  repair: 'leave the prefix sha-, or take the whole commit',
  reference: 'https://github.com/docker/metadata-action#typesha',
  good: workflow({ steps: steps('type=sha') }),
  bad: workflow({ steps: steps('type=sha,prefix=') }),
  check: (assembly) =>
    eachMetadata(assembly, (step, rules, text) =>
      rules.flatMap(({ type, attributes, line }) => {
        const isBare =
          type === 'sha' &&
          attributes['prefix'] === '' &&
          (attributes['suffix'] ?? '') === '' &&
          attributes['format'] !== 'long';
        if (!isBare) return [];
        const place = step.file.place.within(`${step.path}.with.tags`, text, text.indexOf(line));
        return [problem(place, `${step.title} makes tags of seven digits: some are numbers to YAML`, 'remove prefix=')];
      }),
    ),
};
