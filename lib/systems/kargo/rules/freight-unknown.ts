import { problem, type Rule } from '../../../audit';
import { example, stage, warehouse } from './examples';

export const freightUnknown: Rule = {
  id: 'KGO001',
  severity: 'error',
  title: 'a Stage takes freight from a Warehouse or Stage that is not there',
  why: 'no image is ever offered to it, and nothing says that one should have been',
  repair: 'name a Warehouse and Stages of the same project',
  reference: 'https://docs.kargo.io/user-guide/how-to-guides/working-with-stages',
  good: example(warehouse(), stage('staging', { direct: true }), stage('production', { stages: ['staging'] })),
  bad: example(warehouse(), stage('staging', { direct: true }), stage('production', { stages: ['stage'] })),
  check: ({ manifests }) =>
    manifests.of('kargo.akuity.io/Stage').flatMap((manifest) =>
      manifest.object.spec.requestedFreight.flatMap(({ origin, sources }, i) => {
        const { environment } = manifest;
        const { namespace } = manifest.object.metadata;
        const path = `spec.requestedFreight[${i}]`;
        const said = (kind: 'Warehouse' | 'Stage', name: string, field: string): ReturnType<Rule['check']> =>
          manifests.tryFind(`kargo.akuity.io/${kind}`, { environment, namespace, name })
            ? []
            : [problem(manifest, `its project has no ${kind} ${name}`, 'name one that is there', `${path}.${field}`)];
        return [
          ...said('Warehouse', origin.name, 'origin.name'),
          ...(sources.stages ?? []).flatMap((name, j) => said('Stage', name, `sources.stages[${j}]`)),
        ];
      }),
    ),
};
