import { problem, type Rule } from '../../../audit';
import { tryPurpose } from '../../../shell';
import { everyCommand } from '../reading/commands';
import { running } from './examples';

export const signedByTag: Rule = {
  id: 'GLC025',
  severity: 'error',
  title: 'an image is signed by its tag',
  why: 'between the scan and the signature the tag may come to mean another image, and that one is signed',
  repair: 'sign the digest that the build has pushed',
  reference: 'https://docs.gitlab.com/ci/yaml/signing_examples/#known-issues',
  good: running('cosign sign --key awskms:///alias/ci "$CI_REGISTRY_IMAGE@$DIGEST"'),
  bad: running('cosign sign --key awskms:///alias/ci "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"'),
  check: (assembly) =>
    everyCommand(assembly)
      .filter(({ command }) => ['sign', 'attest'].includes(tryPurpose(command) ?? ''))
      .flatMap(({ args, place }) => {
        // A single variable may hold a digest; a name with a colon behind its last slash is one with a tag.
        const image = args.filter((arg) => !arg.startsWith('-')).at(-1) ?? '';
        if (image.includes('@') || !/[\w}]:(\$\{?\w+\}?|[\w.-]+)$/.test(image) || image.includes(':///')) return [];
        return [problem(place, `${image} is a tag`, 'name the image by digest')];
      }),
};
