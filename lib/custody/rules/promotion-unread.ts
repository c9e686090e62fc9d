import { type Problem, type Rule, problem } from '../../audit';
import { type Awaiting, type Promoter, awaitingPromotion, isSameFolder, promotersOf } from '../promoters';
import { pipelineOf } from '../running-tasks';
import { promoted } from './promotion-examples';

export const promotionUnread: Rule = {
  id: 'CUS016',
  severity: 'error',
  title: 'a promotion writes a folder that no Kustomization reads',
  why: 'every promotion succeeds and changes nothing: the environment keeps running what it ran, or an image without tag and digest',
  repair: 'write to the folder that the components of the Kustomization name',
  reference: 'https://kubectl.docs.kubernetes.io/guides/config_management/components/',
  good: promoted('production'),
  bad: promoted('prod'),
  check: (assembly) => {
    const awaiting = new Map<string, Awaiting[]>();
    const all = awaitingPromotion(assembly);
    for (const one of all) {
      awaiting.set(one.repository, [...(awaiting.get(one.repository) ?? []), one]);
    }
    const promoters = promotersOf(assembly);
    const written = promoters.map(({ folder }) => folder);
    return promoters.flatMap((promoter) => {
      const { by, place, repository, folder } = promoter;
      const readers = awaiting.get(repository) ?? [];
      if (readers.length === 0) {
        const other = all.find(({ folders }) => folders.some((one) => isSameFolder(one, folder)));
        return other ? [misnamed(promoter, other)] : [];
      }
      if (readers.some(({ folders }) => folders.some((one) => isSameFolder(one, folder)))) return [];
      const waiting = readers.filter(
        ({ folders }) => !folders.some((one) => written.some((other) => isSameFolder(one, other))),
      );
      const places = waiting.map(
        ({ kustomization: { environment }, folders }) => `${environment} reads ${folders.join(', ')}`,
      );
      return problem(
        place,
        `${pipelineOf(by)} writes the image of ${repository} to ${folder} → no Kustomization reads it${places.length > 0 ? `: ${places.join(', ')}` : ''} → nothing changes`,
        'write to the folder that the Kustomization names as a component',
      );
    });
  },
};

/** The file is read, and kustomize finds no image of that name. */
function misnamed({ by, place, repository, folder }: Promoter, { kustomization, repository: runs }: Awaiting): Problem {
  return problem(
    place,
    `${pipelineOf(by)} writes the image of ${repository} to ${folder} → what ${kustomization.environment} reads there is for ${runs} → nothing changes`,
    `write the image as it is named where it runs: ${runs}`,
  );
}
