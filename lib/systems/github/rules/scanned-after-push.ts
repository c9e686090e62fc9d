import { type Rule } from '../../../audit';
import { imageWorkOf, type ImageWork } from '../reading/image-work';
import { isBefore, sameImage } from '../reading/image-order';
import { BUILD_PUSH, IMAGE, TRIVY_ACTION, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const build = (outputs: string): string => `- uses: ${BUILD_PUSH}\n  id: build\n  with:\n    ${outputs}\n`;
const scan = `- uses: ${TRIVY_ACTION}\n  with: { image-ref: '${IMAGE}@\${{ steps.build.outputs.digest }}', exit-code: '1', version: v0.72.0 }\n`;
const permissions = '{ contents: read, packages: write }';

export const scannedAfterPush: Rule = {
  id: 'GHA081',
  severity: 'warning',
  title: 'an image has its tag before it is scanned',
  why: 'whoever pulls the tag in between, or after a scan that failed, gets what the scan refused',
  repair: 'push by digest without a tag, scan that, and tag what passed (docker buildx imagetools create)',
  good: workflow({
    permissions,
    steps: `${build(`tags: ${IMAGE}\n    outputs: type=image,push-by-digest=true,push=true`)}${scan}`,
  }),
  bad: workflow({ permissions, steps: `${build(`push: true\n    tags: ${IMAGE}:v1.4.2`)}${scan}` }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const works = imageWorkOf(file);
      const pushes = works.filter((one) => one.does === 'push' && !isBare(one));
      return works.flatMap((one) => {
        if (one.does !== 'scan') return [];
        const push = pushes.find((before) => isBefore(before.step, one.step) && sameImage(before, one));
        if (!push) return [];
        return [
          atStep(
            one.step,
            one.field,
            `${one.step.title} scans what ${push.step.title} has pushed under its tag already`,
            'push by digest, scan, then tag',
          ),
        ];
      });
    }),
};

function isBare({ step }: ImageWork): boolean {
  return (step.with['outputs'] ?? '').includes('push-by-digest=true');
}
