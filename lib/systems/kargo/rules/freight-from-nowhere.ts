import { problem, type Rule } from '../../../audit';
import { example, stage, warehouse } from './examples';

export const freightFromNowhere: Rule = {
  id: 'KGO008',
  severity: 'error',
  title: 'a Stage asks for freight and takes it from nowhere',
  why: 'it is neither offered what the Warehouse sees nor what other Stages have verified: no image ever arrives',
  repair: 'set sources.direct for the first Stage, sources.stages for the others',
  reference: 'https://docs.kargo.io/user-guide/how-to-guides/working-with-stages',
  good: example(warehouse(), stage('staging', { direct: true })),
  bad: example(warehouse(), stage('staging', {})),
  check: ({ manifests }) =>
    manifests.of('kargo.akuity.io/Stage').flatMap((manifest) =>
      manifest.object.spec.requestedFreight.flatMap(({ sources: { direct, stages = [] } }, i) => {
        if (direct === true || stages.length > 0) return [];
        const path = `spec.requestedFreight[${i}].sources`;
        return [problem(manifest, 'it takes freight neither directly nor from a Stage', 'set direct: true', path)];
      }),
    ),
};
