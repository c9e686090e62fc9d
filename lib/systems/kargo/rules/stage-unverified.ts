import { problem, type Rule } from '../../../audit';
import { example, stage, warehouse } from './examples';

const production = stage('production', { stages: ['staging'] });

export const stageUnverified: Rule = {
  id: 'KGO005',
  severity: 'advice',
  title: 'a Stage passes on what nothing has verified',
  why: 'an image counts as verified once its promotion has ended: Kargo asks nobody whether the environment is well',
  repair: 'name AnalysisTemplates of the project in verification',
  reference: 'https://docs.kargo.io/user-guide/how-to-guides/verification',
  good: example(warehouse(), stage('staging', { direct: true }), production),
  bad: example(warehouse(), stage('staging', { direct: true }, { verification: undefined }), production),
  check: ({ manifests }) => {
    const stages = manifests.of('kargo.akuity.io/Stage');
    const keyOf = (environment: string, namespace: string | undefined, name: string): string =>
      [environment, namespace ?? '', name].join('\n');
    const asked = new Set(
      stages.flatMap(({ environment, object: { metadata, spec } }) =>
        spec.requestedFreight
          .flatMap(({ sources }) => sources.stages ?? [])
          .map((name) => keyOf(environment, metadata.namespace, name)),
      ),
    );
    return stages
      .filter(({ environment, object: { metadata } }) =>
        asked.has(keyOf(environment, metadata.namespace, metadata.name ?? '')),
      )
      .filter(({ object: { spec } }) => (spec.verification?.analysisTemplates ?? []).length === 0)
      .map((manifest) =>
        problem(
          manifest,
          'other Stages take from it what it has not verified',
          'name AnalysisTemplates',
          'spec.verification',
        ),
      );
  },
};
