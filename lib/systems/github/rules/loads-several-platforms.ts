import { type Rule } from '../../../audit';
import { buildsImage, usesAction } from '../reading/action-facts';
import { tryFlag } from '../reading/step-values';
import { BUILD_PUSH, workflow } from './examples';
import { atStep, eachStep } from './places';

const QEMU = '- uses: docker/setup-qemu-action@96fe6ef7f33517b61c61be40b68a1882f3264fb8 # v4.2.0\n';
const build = (platforms: string): string =>
  `${QEMU}- uses: ${BUILD_PUSH}\n  with: { load: true, platforms: '${platforms}', tags: 'order-service:test' }\n`;

export const loadsSeveralPlatforms: Rule = {
  id: 'GHA085',
  severity: 'warning',
  title: 'an image of several platforms is loaded into Docker',
  why: 'the classic image store of Docker holds one platform of an image: the build ends with "docker exporter does not currently support exporting manifest lists"',
  repair: 'load one platform, or set up Docker with the containerd image store',
  reference: 'https://docs.docker.com/build/building/multi-platform/#prerequisites',
  good: workflow({ on: 'pull_request', steps: build('linux/amd64') }),
  bad: workflow({ on: 'pull_request', steps: build('linux/amd64,linux/arm64') }),
  check: (assembly) =>
    eachStep(assembly, (step) => {
      const { platforms = '', load } = step.with;
      if (!buildsImage(step) || tryFlag(load) !== true || platforms.includes('${{')) return [];
      const several = platforms.split(/[,\n]/).filter((one) => one.trim() !== '');
      const before = step.job?.steps.slice(0, step.index) ?? [];
      const isSetUp = before.some(
        (one) => usesAction(one, 'docker/setup-docker-action') || /containerd/.test(one.run ?? ''),
      );
      if (several.length < 2 || isSetUp) return [];
      const names = several.map((one) => one.trim()).join(', ');
      return [
        atStep(step, 'with.load', `${step.title} loads an image of ${names}`, 'load the platform of the runner alone'),
      ];
    }),
};
