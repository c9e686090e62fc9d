import { type Rule } from '../../../audit';
import { buildsImage, usesAction } from '../reading/action-facts';
import { BUILD_PUSH, workflow } from './examples';
import { atStep, eachStep } from './places';

const BUILD = `- uses: ${BUILD_PUSH}\n  with: { platforms: 'linux/amd64,linux/arm64', push: true, tags: 'ghcr.io/acme/order-service:main' }\n`;
const QEMU = '- uses: docker/setup-qemu-action@96fe6ef7f33517b61c61be40b68a1882f3264fb8 # v4.2.0\n';
const permissions = '{ contents: read, packages: write }';

export const platformsWithoutEmulation: Rule = {
  id: 'GHA086',
  severity: 'warning',
  title: 'an image is built for a platform that the runner does not have',
  why: 'the first RUN of that platform ends with "exec format error"; where nothing runs, the binary is often that of the wrong platform',
  repair: 'build each platform on a runner of its own, cross-compile from $BUILDPLATFORM, or set up QEMU',
  reference: 'https://docs.docker.com/build/ci/github-actions/multi-platform/',
  good: workflow({ permissions, steps: `${QEMU}${BUILD}` }),
  bad: workflow({ permissions, steps: BUILD }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { job } = step;
      if (!job || !buildsImage(step)) return [];
      const [runner = ''] = job.runsOn;
      const own = /^ubuntu-.*-arm$/.test(runner)
        ? 'linux/arm64'
        : /^ubuntu-(latest|\d)/.test(runner)
          ? 'linux/amd64'
          : undefined;
      const platforms = (step.with['platforms'] ?? '').split(/[,\n]/).map((one) => one.trim());
      const foreign = platforms.filter((one) => /^linux\//.test(one) && one !== own);
      const emulated = job.steps
        .slice(0, step.index)
        .some((one) => usesAction(one, 'docker/setup-qemu-action') || /binfmt/.test(one.run ?? ''));
      const crossed = assembly.files.all.some(
        ({ path, content }) => /(^|\/)Dockerfile/.test(path) && content.includes('--platform=$BUILDPLATFORM'),
      );
      if (own === undefined || foreign.length === 0 || emulated || crossed) return [];
      return [
        atStep(
          step,
          'with.platforms',
          `${step.title} builds for ${foreign.join(', ')} on a runner of ${own}`,
          'use a runner of each platform, or docker/setup-qemu-action',
        ),
      ];
    }),
};
