import { problem, type Rule } from '../../../audit';
import { referencesOf } from '../references';
import { example, GITOPS, kustomization } from './examples';

/** `flux bootstrap` makes them, in files that nobody here renders. */
const BOOTSTRAPPED = 'flux-system';

/** Silent about other namespaces: another team may render what is there. */
export const referenceUnknown: Rule = {
  id: 'FLX005',
  severity: 'error',
  title: 'an object of Flux names another one that is not there',
  why: 'it waits for ever, and the environment stays as it is: Flux says so in a condition that nobody reads',
  repair: 'render what is named, in that namespace, or name what is there',
  reference: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies',
  good: example(GITOPS, kustomization()),
  bad: example(GITOPS, kustomization({ sourceRef: { kind: 'GitRepository', name: 'git-ops' } })),
  check: ({ manifests }) =>
    referencesOf(manifests).flatMap(({ manifest, kind, name, namespace, path, leaves }) => {
      const { environment } = manifest;
      if (leaves || name === BOOTSTRAPPED || manifests.tryFindAny(kind, { environment, namespace, name })) return [];
      const named = `${kind.split('/')[1] ?? kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
      return [problem(manifest, `nobody renders ${named}, which it names`, 'name what is there', path)];
    }),
};
