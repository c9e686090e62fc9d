import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { application, manifests } from './examples';

export const clusterMissing: Rule = {
  id: 'ARG015',
  severity: 'error',
  title: 'an Application names no cluster, or two',
  why: 'the schema lets it be, Argo CD does not (InvalidSpecError): nothing is applied',
  repair: 'name the cluster by its name or by its address',
  reference: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/argo.go',
  good: manifests(application()),
  bad: manifests(application({ destination: '{ namespace: shop }' })),
  check: ({ manifests }) =>
    applicationsOf(manifests).flatMap(({ manifest, spec: { destination }, path }) => {
      const named = [destination.name, destination.server].filter((one) => one !== undefined && one !== '').length;
      if (named === 1) return [];
      const message = named === 0 ? 'its destination names no cluster' : 'its destination names a cluster twice';
      return [problem(manifest, message, 'give name or server', `${path}.destination`)];
    }),
};
