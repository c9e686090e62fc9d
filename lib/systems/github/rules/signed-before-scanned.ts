import { type Rule } from '../../../audit';
import { imageWorkOf } from '../reading/image-work';
import { isBefore, sameImage } from '../reading/image-order';
import { DIGEST, IMAGE, TRIVY_ACTION, BUILD_PUSH, script, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const BUILD = `- uses: ${BUILD_PUSH}\n  id: build\n  with: { outputs: 'type=image,name=${IMAGE},push-by-digest=true,push=true' }\n`;
const SCAN = `- uses: ${TRIVY_ACTION}\n  with: { image-ref: '${IMAGE}@${DIGEST}', exit-code: '1', version: v0.72.0 }\n`;
const SIGN = script(`cosign sign --yes ${IMAGE}@"$DIGEST"`, `env: { DIGEST: '${DIGEST}' }`);
const permissions = '{ contents: read, id-token: write, packages: write }';

export const signedBeforeScanned: Rule = {
  id: 'GHA080',
  severity: 'error',
  title: 'an image is signed before it is scanned',
  why: 'the signature is what the cluster trusts: an image that the scan then refuses runs all the same',
  repair: 'scan the digest first, and sign only what passed',
  good: workflow({ permissions, steps: `${BUILD}${SCAN}${SIGN}` }),
  bad: workflow({ permissions, steps: `${BUILD}${SIGN}${SCAN}` }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      const works = imageWorkOf(file);
      const scans = works.filter(({ does }) => does === 'scan');
      const signs = works.filter(({ does }) => does === 'sign');
      return signs.flatMap((sign) => {
        const before = scans.some((scan) => isBefore(scan.step, sign.step) && sameImage(scan, sign));
        const after = scans.find((scan) => isBefore(sign.step, scan.step) && sameImage(scan, sign));
        if (!after || before) return [];
        return [
          atStep(
            sign.step,
            sign.field,
            `${sign.step.title} signs the image before ${after.step.title} has scanned it`,
            'move the scan before it',
          ),
        ];
      });
    }),
};
