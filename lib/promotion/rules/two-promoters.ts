import { type Rule, problem } from '../../audit';
import { promotersOf } from '../../custody/promoters';
import { pipelineOf } from '../../custody/running-tasks';
import { promoterRun } from './promoter-example';

export const twoPromoters: Rule = {
  id: 'PRM009',
  severity: 'error',
  title: 'two promoters write the same file',
  why: 'each writes the whole file: whoever comes last decides what runs, and neither sees that the other was there',
  repair: 'give each promoter a folder of its own',
  good: promoterRun({ 'order-service': 'production/order-service', payments: 'production/payments' }),
  bad: promoterRun({ 'order-service': 'production', payments: 'production' }),
  check: (assembly) => {
    const first = new Map<string, ReturnType<typeof promotersOf>[number]>();
    return promotersOf(assembly).flatMap((promoter) => {
      const { folder, repository, by, place } = promoter;
      const other = first.get(folder);
      if (!other) first.set(folder, promoter);
      if (!other || other.repository === repository) return [];
      return [
        problem(
          place,
          `${pipelineOf(by)} writes the image of ${repository} to ${folder}/kustomization.yaml → ${pipelineOf(other.by)} writes that of ${other.repository} there → whoever comes last wins`,
          'give each promoter a folder of its own',
        ),
      ];
    });
  },
};
