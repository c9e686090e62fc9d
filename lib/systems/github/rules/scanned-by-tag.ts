import { type Rule } from '../../../audit';
import { buildsImage } from '../reading/action-facts';
import { isBefore, sameImage, tagOf } from '../reading/image-order';
import { imageWorkOf } from '../reading/image-work';
import { tryFlag } from '../reading/step-values';
import { BUILD_PUSH, DIGEST, IMAGE, TRIVY_ACTION, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const BUILD = `- uses: ${BUILD_PUSH}\n  id: build\n  with: { push: true, tags: '${IMAGE}:main' }\n`;
const scan = (image: string): string =>
  `- uses: ${TRIVY_ACTION}\n  with: { image-ref: '${image}', exit-code: '1', version: v0.72.0 }\n`;
const permissions = '{ contents: read, packages: write }';

export const scannedByTag: Rule = {
  id: 'GHA083',
  severity: 'warning',
  title: 'an image that was pushed is scanned by its tag',
  why: 'between the push and the scan another run can move the tag: what is found clean is not what is signed and promoted',
  repair: 'scan the digest that the build gives',
  reference: 'https://docs.docker.com/dhi/core-concepts/digests/',
  good: workflow({ permissions, steps: `${BUILD}${scan(`${IMAGE}@${DIGEST}`)}` }),
  bad: workflow({ permissions, steps: `${BUILD}${scan(`${IMAGE}:main`)}` }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const works = imageWorkOf(file);
      return works.flatMap((one) => {
        const { step, does, image = '', field } = one;
        if (does !== 'scan' || image.includes('@') || tagOf(image) === undefined) return [];
        const pushed = works.find(
          (other) => other.does === 'push' && isBefore(other.step, step) && sameImage(other, one),
        );
        // What is loaded lies on the runner alone, where nobody else moves the tag.
        if (!pushed || !buildsImage(pushed.step) || tryFlag(pushed.step.with['load']) !== false) return [];
        return [
          atStep(
            step,
            field,
            `${step.title} scans ${image}, a tag that others can move`,
            'scan the digest: registry/name@sha256:…',
          ),
        ];
      });
    }),
};
