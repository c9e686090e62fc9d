import { problem, type Rule } from '../../../audit';
import { podsOf } from '../../kubernetes/pods';
import { tryTarget } from '../targets';
import { canary, deployment, example } from './examples';

/** Silent in a namespace without any workload: its pods come from elsewhere. */
export const targetMissing: Rule = {
  id: 'FLG013',
  severity: 'error',
  title: 'the target of a Canary is not there',
  why: 'Flagger waits for it with an event a minute, and new versions come in without any check',
  repair: 'name the workload as it is called',
  reference: 'https://docs.flagger.app/usage/how-it-works#canary-target',
  good: example(canary({}), deployment()),
  bad: example(canary({}, { targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'order' } }), deployment()),
  check: ({ manifests }) =>
    manifests.of('flagger.app/Canary').flatMap((manifest) => {
      const { environment } = manifest;
      const { kind, name } = manifest.object.spec.targetRef;
      if (kind === 'Service' || tryTarget(manifests, manifest)) return [];
      const beside = podsOf(manifests).workloads(environment, manifest.object.metadata.namespace);
      if (beside.length === 0) return [];
      const names = beside.map(({ manifest: { object } }) => object.metadata.name ?? '');
      return [
        problem(
          manifest,
          `no ${kind} of its namespace is called ${name}`,
          `name one of ${names.join(', ')}`,
          'spec.targetRef.name',
        ),
      ];
    }),
};
