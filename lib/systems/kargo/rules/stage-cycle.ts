import { type Manifest, type Manifests } from '../../../assembly';
import { problem, type Rule } from '../../../audit';
import { circlesIn } from '../../kubernetes/circles';
import { type StageObject } from '../kinds';
import { example, stage, warehouse } from './examples';

const production = stage('production', { stages: ['staging'] });

export const stageCycle: Rule = {
  id: 'KGO002',
  severity: 'error',
  title: 'Stages take freight from each other',
  why: 'each waits for what the other has verified: no image ever gets past them',
  repair: 'let the first Stage take freight directly from the Warehouse',
  reference: 'https://docs.kargo.io/user-guide/how-to-guides/working-with-stages',
  good: example(warehouse(), stage('staging', { direct: true }), production),
  bad: example(warehouse(), stage('staging', { stages: ['production'] }), production),
  check: ({ manifests }) => {
    const waitsFor = new Map(
      manifests.of('kargo.akuity.io/Stage').map((stage) => [stage, stagesBefore(stage, manifests)]),
    );
    return circlesIn(waitsFor).map((circle) => {
      const [first] = circle;
      const names = [...circle, first].map(({ object }) => object.metadata.name ?? '');
      const message = `it waits for itself: ${names.join(' ← ')}`;
      return problem(first, message, 'break the circle', 'spec.requestedFreight');
    });
  },
};

/** The Stages that have to verify freight before; none where it comes directly as well. */
function stagesBefore(
  { environment, object }: Manifest<StageObject>,
  manifests: Manifests,
): readonly Manifest<StageObject>[] {
  const { namespace } = object.metadata;
  return object.spec.requestedFreight
    .filter(({ sources }) => sources.direct !== true)
    .flatMap(({ sources }) => sources.stages ?? [])
    .flatMap((name) => manifests.tryFind('kargo.akuity.io/Stage', { environment, namespace, name }) ?? []);
}
