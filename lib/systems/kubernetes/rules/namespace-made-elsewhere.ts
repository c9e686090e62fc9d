import { type Example, type Rule, problem } from '../../../audit';

const example = (namespace: string): Example => ({
  manifests: `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: ${namespace} }
`,
});

/** What every cluster has. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Silent in an environment without any Namespace: there they are somebody else's. Told once for each namespace. */
export const namespaceMadeElsewhere: Rule = {
  id: 'KUB026',
  severity: 'advice',
  title: 'objects lie in a namespace that is not made beside the others',
  why: 'if nobody makes it, everything in it is refused; if the name is a slip, it runs where no policy looks',
  repair: 'make the namespace here, or mend its name',
  good: example('shop'),
  bad: example('shpo'),
  check: ({ manifests }) => {
    const made = new Map<string, string[]>();
    for (const { environment, object } of manifests.of('Namespace')) {
      const names = made.get(environment) ?? [];
      made.set(environment, names);
      names.push(object.metadata.name ?? '');
    }
    const known = new Map([...made].map(([environment, names]) => [environment, new Set([...names, ...ALWAYS_THERE])]));
    return manifests.all.flatMap((manifest) => {
      const { namespace } = manifest.object.metadata;
      const names = known.get(manifest.environment);
      if (namespace === undefined || !names || names.has(namespace)) return [];
      names.add(namespace);
      return [
        problem(
          manifest,
          `namespace "${namespace}" is not among those made here: ${made.get(manifest.environment)?.join(', ') ?? ''}`,
          'make it here, or mend the name',
          'metadata.namespace',
        ),
      ];
    });
  },
};
