import { type Rule, problem } from '../../audit';
import { promotersOf } from '../../custody/promoters';
import { pipelineOf } from '../../custody/running-tasks';
import { rivalsOf } from '../rival-promoters';
import { promoterRun } from './promoter-example';

const stage = (path: string): object => ({
  apiVersion: 'kargo.akuity.io/v1alpha1',
  kind: 'Stage',
  metadata: { name: 'production', namespace: 'order-service' },
  spec: {
    requestedFreight: [{ origin: { kind: 'Warehouse', name: 'order-service' }, sources: { direct: true } }],
    promotionTemplate: {
      spec: {
        steps: [{ uses: 'kustomize-set-image', config: { path, images: [{ image: 'ghcr.io/acme/order-service' }] } }],
      },
    },
  },
});

export const rivalPromoter: Rule = {
  id: 'PRM011',
  severity: 'warning',
  title: 'a tool in the cluster and a pipeline both decide which image runs',
  why: 'the pipeline promotes what was checked, and the tool what is newest or was chosen in it: whoever comes last wins, and each of them takes the other for drift',
  repair: 'leave the image to one of the two',
  reference: 'https://docs.kargo.io/user-guide/reference-docs/promotion-steps/git-push',
  good: promoterRun({ 'order-service': 'production' }, stage('./src/stages/production')),
  bad: promoterRun({ 'order-service': 'production' }, stage('./src/production')),
  check: (assembly) => {
    const promoters = promotersOf(assembly);
    if (promoters.length === 0) return [];
    return rivalsOf(assembly).flatMap(({ manifest, does, decides }) => {
      const promoter = promoters.find(({ repository, folder }) => decides(repository, folder));
      if (!promoter) return [];
      const { by, repository, folder } = promoter;
      return problem(
        manifest,
        `it ${does} → ${pipelineOf(by)} writes the image of ${repository} to ${folder} → whoever comes last wins`,
        'leave the image to one of the two',
      );
    });
  },
};
