import { describe, type Manifest } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { filesWrittenBy } from '../written-files';
import { example, stage, steps, warehouse } from './examples';

const staging = stage('staging', { direct: true });
const production = (folder: string): object =>
  stage('production', { stages: ['staging'] }, { promotionTemplate: { spec: { steps: steps(folder) } } });

export const writtenByTwo: Rule = {
  id: 'KGO004',
  severity: 'error',
  title: 'two Stages write the same file',
  why: 'an image that was promoted to the one runs in the other too, without having been verified for it',
  repair: 'give each Stage a folder of its own',
  reference: 'https://docs.kargo.io/user-guide/patterns',
  good: example(warehouse(), staging, production('production')),
  bad: example(warehouse(), staging, production('staging')),
  check: ({ manifests }) => {
    const first = new Map<string, Manifest>();
    return manifests.of('kargo.akuity.io/Stage').flatMap((manifest) =>
      filesWrittenBy(manifest.object).flatMap(({ place, path, repository, step }) => {
        const key = `${manifest.environment}\n${place}`;
        const other = first.get(key);
        if (!other) first.set(key, manifest);
        if (!other || other === manifest) return [];
        const message = `it writes ${path} of ${repository}, and so does ${describe(other.object)}`;
        return [
          problem(manifest, message, 'give each a folder of its own', `spec.promotionTemplate.spec.steps[${step}]`),
        ];
      }),
    );
  },
};
