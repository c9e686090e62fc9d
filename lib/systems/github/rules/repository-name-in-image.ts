import { type Rule } from '../../../audit';
import { imageWorkOf } from '../reading/image-work';
import { BUILD_PUSH, TRIVY_ACTION, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const steps = (image: string): string =>
  `- uses: ${BUILD_PUSH}\n  with: { load: true, tags: '${image}:test' }\n- uses: ${TRIVY_ACTION}\n  with: { image-ref: '${image}:test', exit-code: '1', version: v0.72.0 }\n`;

export const repositoryNameInImage: Rule = {
  id: 'GHA094',
  severity: 'advice',
  title: 'the name of the repository is used as that of an image',
  why: 'GitHub keeps upper case in names, registries refuse it: with the first such letter build, scan and signature fail',
  repair: 'write the name of the image, or take it from docker/metadata-action, which writes it in lower case',
  good: workflow({ steps: steps('ghcr.io/acme/order-service') }),
  bad: workflow({ steps: steps('ghcr.io/${{ github.repository }}') }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const { repository, origin } = file.source;
      if (origin.construct !== undefined && repository === repository.toLowerCase()) return [];
      const [first] = imageWorkOf(file).filter(
        ({ image = '', does }) => does !== 'push' && image.includes('${{github.repository}}'),
      );
      if (!first) return [];
      return [
        atStep(
          first.step,
          first.field,
          `${first.step.title} names the image after the repository, which may have upper case`,
          'write the name in lower case',
        ),
      ];
    }),
};
