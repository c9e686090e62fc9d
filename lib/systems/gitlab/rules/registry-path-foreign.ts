import { problem, type Rule } from '../../../audit';
import { everyCommand } from '../reading/commands';
import { running } from './examples';

export const registryPathForeign: Rule = {
  id: 'GLC004',
  severity: 'error',
  title: "an image is named by a path of the registry that is not the project's",
  why: 'the token of a job opens the images of its own project alone: the push is denied',
  repair: 'name images by $CI_REGISTRY_IMAGE, which is the path of the project',
  reference: 'https://docs.gitlab.com/user/packages/container_registry/#naming-convention-for-your-container-images',
  good: running('docker push "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"'),
  bad: running('docker push "$CI_REGISTRY/myapp:$CI_COMMIT_SHA"'),
  check: (assembly) =>
    everyCommand(assembly).flatMap(({ command, place }) => {
      const path = command.words.flatMap((word) => /\$\{?CI_REGISTRY\}?(\/[\w./-]+)/.exec(word)?.[1] ?? [])[0];
      // With a group before it the path may be that of the project.
      if (path === undefined || path.split('/').length > 2) return [];
      const message = `$CI_REGISTRY${path} lies in no project: images have the path of one`;
      return [problem(place, message, 'write $CI_REGISTRY_IMAGE')];
    }),
};
