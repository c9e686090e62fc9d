import { type Rule } from '../../../audit';
import { buildsImage } from '../reading/action-facts';
import { imageWorkOf } from '../reading/image-work';
import { repositoriesOf, repositoryOf } from '../reading/image-order';
import { resolved } from '../reading/step-values';
import { BUILD_PUSH, IMAGE, workflow } from './examples';
import { atStep, eachWorkflow } from './places';

const build = (cache: string): string =>
  `- uses: ${BUILD_PUSH}\n  with:\n    push: true\n    tags: ${IMAGE}:main\n    cache-to: type=registry,ref=${cache},mode=max\n`;
const permissions = '{ contents: read, packages: write }';

export const cacheAmongImages: Rule = {
  id: 'GHA096',
  severity: 'warning',
  title: 'the cache of builds is kept in the repository of the images',
  why: 'immutable tags refuse its second push, rules that expire images count it, and a scanner or a policy takes it for an image',
  repair: 'keep it in a repository of its own',
  good: workflow({ permissions, steps: build(`${IMAGE}-cache:main`) }),
  bad: workflow({ permissions, steps: build(`${IMAGE}:cache`) }),
  check: (assembly) =>
    eachWorkflow(assembly, (file) =>
      imageWorkOf(file).flatMap((work) => {
        const { step, does } = work;
        if (does !== 'build' || !buildsImage(step)) return [];
        const ref = /type=registry[^\n]*\bref=([^,\n]+)/.exec(resolved(step, step.with['cache-to'] ?? ''))?.[1];
        if (ref === undefined || !repositoriesOf(work).includes(repositoryOf(ref))) return [];
        return [
          atStep(
            step,
            'with.cache-to',
            `${step.title} writes its cache to ${ref}, among the images`,
            'use a repository of its own',
          ),
        ];
      }),
    ),
};
