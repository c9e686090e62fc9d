import { describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { Kustomizations } from '../kustomizations';
import { podsOf } from '../pods';
import { referencesOf } from '../references';

const example = (account: string): Example => ({
  manifests: `
apiVersion: v1
kind: ServiceAccount
metadata: { name: api, namespace: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec: { serviceAccountName: ${account}, containers: [{ name: once, image: ghcr.io/acme/once:v2 }] }
`,
});

/** What every namespace has without anyone's doing. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['ServiceAccount default', 'ConfigMap kube-root-ca.crt']);

/** Secrets are another matter (KUB025): they belong into no repository. */
export const referenceUnknown: Rule = {
  id: 'KUB023',
  severity: 'warning',
  title: 'pods need a ServiceAccount, ConfigMap or volume claim that is not there',
  why: 'without the account no pod is made, without the rest it waits in ContainerCreating; who makes it elsewhere knows',
  repair: 'make the object in the same namespace, or mend its name',
  good: example('api'),
  bad: example('app'),
  check: ({ manifests }) => {
    const kustomizations = new Kustomizations(manifests);
    return podsOf(manifests).all.flatMap((pods) => {
      const { manifest, environment } = pods;
      const { namespace } = manifest.object.metadata;
      return referencesOf(pods).flatMap(({ kind, name, path }) => {
        if (kind === 'Secret' || ALWAYS_THERE.has(`${kind} ${name}`)) return [];
        if (manifests.tryFind(kind, { environment, namespace, name })) return [];
        if (kind === 'ConfigMap' && kustomizations.generates(manifest, kind, name)) return [];
        const missing = describe({ apiVersion: 'v1', kind, metadata: { name, namespace } });
        return [problem(manifest, `${missing} is not there`, `make ${missing}, or mend the name`, path)];
      });
    });
  },
};
