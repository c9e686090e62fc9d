import { type Example, type Rule, SchemaSet, problem } from '../../../audit';
import { Kustomizations } from '../kustomizations';

const example = (namespace: string): Example => ({
  manifests: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: api${namespace} }
`,
});

export const namespaceMissing: Rule = {
  id: 'KUB029',
  severity: 'warning',
  title: 'an object does not say in which namespace it lies',
  why: 'it goes where the one who applies it happens to be, which is another place for the next one',
  repair: 'name the namespace, of the object or of its whole chart',
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  good: example(', namespace: shop'),
  bad: example(''),
  check: ({ manifests }) => {
    const kustomizations = new Kustomizations(manifests);
    return manifests.all.flatMap((manifest) => {
      const { apiVersion, kind, metadata } = manifest.object;
      if (metadata.namespace !== undefined || SchemaSet.shipped.tryKind(apiVersion, kind)?.scope !== 'Namespaced')
        return [];
      if (kustomizations.tryIncluding(manifest)?.object.namespace !== undefined) return [];
      return [problem(manifest, 'it names no namespace', 'set metadata.namespace', 'metadata.namespace')];
    });
  },
};
