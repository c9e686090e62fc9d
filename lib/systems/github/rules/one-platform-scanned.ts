import { type Rule } from '../../../audit';
import { imageWorkOf } from '../reading/image-work';
import { isBefore, sameImage } from '../reading/image-order';
import { BUILD_PUSH, IMAGE, TRIVY_ACTION, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const build = (platforms: string): string =>
  `- uses: docker/setup-qemu-action@96fe6ef7f33517b61c61be40b68a1882f3264fb8 # v4.2.0\n- uses: ${BUILD_PUSH}\n  id: build\n  with: { platforms: '${platforms}', push: true, tags: '${IMAGE}:main' }\n`;
const SCAN = `- uses: ${TRIVY_ACTION}\n  with: { image-ref: '${IMAGE}@\${{ steps.build.outputs.digest }}', exit-code: '1', version: v0.72.0 }\n`;
const permissions = '{ contents: read, packages: write }';

export const onePlatformScanned: Rule = {
  id: 'GHA087',
  severity: 'warning',
  title: 'of an image of several platforms one is scanned',
  why: 'trivy takes the platform of linux/amd64 out of the index: what the others hold is never looked at',
  repair: 'scan each platform: TRIVY_PLATFORM',
  reference: 'https://trivy.dev/latest/docs/target/container_image/#platform',
  good: workflow({ permissions, steps: `${build('linux/amd64')}${SCAN}` }),
  bad: workflow({ permissions, steps: `${build('linux/amd64,linux/arm64')}${SCAN}` }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const works = imageWorkOf(file);
      const builds = works.filter(
        ({ does, step }) =>
          does === 'build' &&
          (step.with['platforms'] ?? '').split(/[,\n]/).filter((one) => one.trim() !== '').length > 1,
      );
      return works.flatMap((scan) => {
        const build =
          scan.does === 'scan'
            ? builds.find((one) => isBefore(one.step, scan.step) && sameImage(one, scan))
            : undefined;
        if (!build || /platform/i.test(JSON.stringify(scan.step.fields))) return [];
        const platforms = (build.step.with['platforms'] ?? '').replace(/\s*[,\n]\s*/g, ', ').trim();
        return [
          atStep(
            scan.step,
            scan.field,
            `${scan.step.title} scans one of the platforms ${platforms}`,
            'scan each, by TRIVY_PLATFORM',
          ),
        ];
      });
    }),
};
