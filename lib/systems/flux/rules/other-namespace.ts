import { problem, type Rule } from '../../../audit';
import { referencesOf } from '../references';
import { example, GITOPS, kustomization } from './examples';

export const otherNamespace: Rule = {
  id: 'FLX014',
  severity: 'advice',
  title: 'an object of Flux takes its source from another namespace',
  why: 'Flux is often set up to refuse that (--no-cross-namespace-refs), for it lets one team read the credentials of another',
  repair: 'render the source in the namespace that uses it',
  reference: 'https://fluxcd.io/flux/installation/configuration/multitenancy/',
  good: example(GITOPS, kustomization()),
  bad: example(
    GITOPS,
    kustomization({ sourceRef: { kind: 'GitRepository', name: 'flux-system', namespace: 'flux-system' } }),
  ),
  check: ({ manifests }) =>
    referencesOf(manifests)
      .filter(({ leaves }) => leaves)
      .map(({ manifest, name, namespace, path }) =>
        problem(
          manifest,
          `it names ${name} of the namespace ${namespace ?? ''}`,
          'render it in its own namespace',
          path,
        ),
      ),
};
