import { describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { Kustomizations } from '../kustomizations';
import { madeSecretsOf } from '../made-secrets';
import { podsOf } from '../pods';
import { referencesOf } from '../references';

const example = (optional: string): Example => ({
  manifests: `
apiVersion: v1
kind: Pod
metadata: { name: once, namespace: shop }
spec:
  containers:
    - name: once
      image: ghcr.io/acme/once:v2
      env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password${optional} } } }]
`,
});

/** Once for each Secret of a namespace: advice is read only where it is short. */
export const secretMadeElsewhere: Rule = {
  id: 'KUB025',
  severity: 'advice',
  title: 'pods need a Secret that is made elsewhere',
  why: 'in a new environment the first release waits with CreateContainerConfigError until somebody makes it',
  repair: 'see that a controller, such as External Secrets, or a person makes it before the first release',
  good: example(', optional: true'),
  bad: example(''),
  check: ({ manifests }) => {
    const kustomizations = new Kustomizations(manifests);
    const made = madeSecretsOf(manifests);
    const told = new Set<string>();
    return podsOf(manifests).all.flatMap((pods) => {
      const { manifest, environment } = pods;
      const { namespace } = manifest.object.metadata;
      return referencesOf(pods).flatMap(({ kind, name, path }) => {
        const id = `${environment}\n${namespace ?? ''}\n${name}`;
        if (kind !== 'Secret' || told.has(id) || manifests.tryFind('Secret', { environment, namespace, name }))
          return [];
        if (kustomizations.generates(manifest, kind, name) || made.tryFind(environment, namespace, name)) return [];
        told.add(id);
        const secret = describe({ apiVersion: 'v1', kind, metadata: { name, namespace } });
        return [problem(manifest, `${secret} is made elsewhere`, 'make sure that it is there before the pods', path)];
      });
    });
  },
};
