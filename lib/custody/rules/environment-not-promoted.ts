import { type Rule, problem } from '../../audit';
import { awaitingPromotion, isSameFolder, promotersOf } from '../promoters';
import { promoted } from './promotion-examples';

/** Silent where nothing here promotes the image: then another program does. */
export const environmentNotPromoted: Rule = {
  id: 'CUS025',
  severity: 'warning',
  title: 'an environment waits for a promotion that nothing makes',
  why: 'other environments are promoted and this one is not: it keeps its old image, and a new one has none at all',
  repair: 'add the promotion to a pipeline, or name the folder that one writes',
  reference: 'https://kubectl.docs.kubernetes.io/guides/config_management/components/',
  good: promoted('production', 'staging'),
  bad: promoted('staging'),
  check: (assembly) => {
    const promoters = promotersOf(assembly);
    return awaitingPromotion(assembly).flatMap(({ kustomization, repository, folders }) => {
      const written = promoters.filter((one) => one.repository === repository).map(({ folder }) => folder);
      const reads = folders.some((folder) => written.some((one) => isSameFolder(one, folder)));
      if (written.length === 0 || reads) return [];
      return problem(
        kustomization,
        `${kustomization.environment} reads the image of ${repository} from ${folders.join(', ')} → promotions write ${[...new Set(written)].join(', ')} → nothing brings it there`,
        'promote into that folder',
        'components',
      );
    });
  },
};
