import { problem, type Rule } from '../../../audit';
import { tektonObjects } from '../tekton-objects';
import { example, oneStep } from './examples';

const args = ['$(results.IMAGE_URL.path)', '$(results.IMAGE_DIGEST.path)'];

export const chainsHintIncomplete: Rule = {
  id: 'TKN064',
  severity: 'warning',
  title: 'a result that tells Tekton Chains of an image lacks its other half',
  why: 'Chains signs what has both address and digest under one prefix; with one of them it finds no image and says nothing',
  repair: 'declare and write both, <prefix>IMAGE_URL and <prefix>IMAGE_DIGEST',
  reference: 'https://tekton.dev/docs/chains/slsa-provenance/#type-hinting',
  good: example(oneStep({ args }, { results: [{ name: 'IMAGE_URL' }, { name: 'IMAGE_DIGEST' }] })),
  bad: example(oneStep({ args }, { results: [{ name: 'IMAGE_DIGEST' }] })),
  check: (assembly) =>
    tektonObjects(assembly).tasks.flatMap(({ manifest, path, spec, title }) => {
      const names = new Set((spec.results ?? []).map(({ name }) => name));
      return (spec.results ?? []).flatMap(({ name }, i) => {
        const [, prefix, half = ''] = /^(.*)(IMAGE_URL|IMAGE_DIGEST|ARTIFACT_URI|ARTIFACT_DIGEST)$/.exec(name) ?? [];
        const other = `${prefix ?? ''}${OTHER_HALF[half] ?? ''}`;
        if (prefix === undefined || names.has(other)) return [];
        return problem(
          manifest,
          `${title} has the result "${name}" and no "${other}"`,
          `declare and write "${other}" too`,
          `${path}.results[${i}]`,
        );
      });
    }),
};

const OTHER_HALF: Readonly<Record<string, string>> = {
  IMAGE_URL: 'IMAGE_DIGEST',
  IMAGE_DIGEST: 'IMAGE_URL',
  ARTIFACT_URI: 'ARTIFACT_DIGEST',
  ARTIFACT_DIGEST: 'ARTIFACT_URI',
};
