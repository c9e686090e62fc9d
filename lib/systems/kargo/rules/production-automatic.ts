import { problem, type Rule } from '../../../audit';
import { isProduction } from '../production';
import { example, policy, stage, strategy, warehouse } from './examples';

const stages = [warehouse(), stage('staging', { direct: true }), stage('production', { stages: ['staging'] })];

export const productionAutomatic: Rule = {
  id: 'KGO003',
  severity: 'warning',
  title: 'production takes every image by itself',
  why: 'what passes the environment before is with all users minutes later, at night and on holidays too, and nobody has said yes',
  repair:
    'leave production to a person: no auto-promotion in Kargo, autoMerge: false in GitOps Promoter, whose default is true',
  reference: 'https://docs.kargo.io/user-guide/how-to-guides/working-with-projects#promotion-policies',
  good: example(...stages, policy('production', false), strategy({})),
  bad: example(...stages, policy('production', true)),
  check: ({ manifests }) => [
    ...manifests.of('kargo.akuity.io/ProjectConfig').flatMap((manifest) =>
      (manifest.object.spec?.promotionPolicies ?? []).flatMap(({ stage, stageSelector, autoPromotionEnabled }, i) => {
        const name = stage ?? stageSelector?.name ?? '';
        if (autoPromotionEnabled !== true || !isProduction(name)) return [];
        const path = `spec.promotionPolicies[${i}].autoPromotionEnabled`;
        return [problem(manifest, `${name} takes every image by itself`, 'set it to false', path)];
      }),
    ),
    ...manifests.of('promoter.argoproj.io/PromotionStrategy').flatMap((manifest) =>
      manifest.object.spec.environments.flatMap(({ branch, autoMerge = true }, i) => {
        if (!autoMerge || !isProduction(branch)) return [];
        return [
          problem(
            manifest,
            `${branch} is merged by itself`,
            'set autoMerge: false',
            `spec.environments[${i}].autoMerge`,
          ),
        ];
      }),
    ),
  ],
};
