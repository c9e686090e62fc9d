import { type Rule } from '../../../audit';
import { buildsImage, usesAction } from '../reading/action-facts';
import { imageWorkOf, pushesOn } from '../reading/image-work';
import { isBefore, repositoriesOf, repositoryOf, sameImage } from '../reading/image-order';
import { OWN_REQUEST, runsOn } from '../reading/reach';
import { tryFlag } from '../reading/step-values';
import { type StepInFile } from '../reading/workflow-file';
import { BUILD_PUSH, TRIVY_ACTION, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const steps = (load: boolean): string =>
  `- uses: docker/setup-buildx-action@37fe631027851001ddb9b187196cc803df7f5f0e # v4.3.0\n` +
  `- uses: ${BUILD_PUSH}\n  with: { load: ${load}, tags: 'order-service:test' }\n` +
  `- uses: ${TRIVY_ACTION}\n  with: { image-ref: 'order-service:test', exit-code: '1', version: v0.72.0 }\n`;

export const scansUnpushedImage: Rule = {
  id: 'GHA084',
  severity: 'error',
  title: 'an image is scanned that is nowhere',
  why: 'a build that neither pushes nor loads leaves its result in the cache of BuildKit: the scan finds no image and fails, or scans the one of last week',
  repair: 'load it (load: true, one platform) where it is not pushed',
  reference: 'https://docs.docker.com/build/ci/github-actions/share-image-jobs/',
  good: workflow({ on: 'pull_request', steps: steps(true) }),
  bad: workflow({ on: 'pull_request', steps: steps(false) }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) => {
      if (!file.on.has('pull_request')) return [];
      const works = imageWorkOf(file);
      return works.flatMap((scan) => {
        if (scan.does !== 'scan' || runsOn(scan.step, OWN_REQUEST) !== true) return [];
        const build = works.find(
          (one) =>
            one.does === 'build' &&
            isBefore(one.step, scan.step) &&
            isLost(one.step) &&
            (sameImage(one, scan) || byDigest(one.step, scan.image)),
        );
        if (!build || repositoriesOf(scan).every((one) => repositoryOf(one) === '')) return [];
        return [
          atStep(
            scan.step,
            scan.field,
            `on pull requests ${build.step.title} neither pushes nor loads the image that ${scan.step.title} reads`,
            'load it there: load: true, one platform',
          ),
        ];
      });
    }),
};

function byDigest({ id = '' }: StepInFile, image = ''): boolean {
  return id !== '' && image.includes(`steps.${id}.outputs.digest`);
}

/** The driver that setup-buildx-action makes keeps what it builds to itself. */
function isLost(step: StepInFile): boolean {
  if (!buildsImage(step) || pushesOn(step, OWN_REQUEST) !== false) return false;
  const isLoaded = tryFlag(step.with['load']) !== false || step.with['outputs'] !== undefined;
  const before = (step.job?.steps ?? []).slice(0, step.index);
  const driver = before.find((one) => usesAction(one, 'docker/setup-buildx-action'))?.with['driver'];
  return !isLoaded && before.some((one) => usesAction(one, 'docker/setup-buildx-action')) && driver !== 'docker';
}
