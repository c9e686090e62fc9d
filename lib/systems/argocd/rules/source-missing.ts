import { type Rule, problem } from '../../../audit';
import { applicationsOf } from '../applications';
import { application, manifests } from './examples';

export const sourceMissing: Rule = {
  id: 'ARG014',
  severity: 'error',
  title: 'an Application has no source',
  why: 'the schema lets it be, Argo CD does not (InvalidSpecError): nothing is applied',
  repair: 'say which folder of which repository',
  reference: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/argo.go',
  good: manifests(application()),
  bad: manifests(application({ source: '' })),
  check: ({ manifests }) =>
    applicationsOf(manifests)
      .filter(({ spec }) => !spec.source && !spec.sourceHydrator && (spec.sources ?? []).length === 0)
      .map(({ manifest, path }) => problem(manifest, 'it has no source', 'add source', `${path}.source`)),
};
