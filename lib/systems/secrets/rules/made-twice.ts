import { describe } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { madeSecretsOf } from '../../kubernetes/made-secrets';

const example = (name: string): Example => ({
  manifests: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db, namespace: shop }
spec:
  secretStoreRef: { name: vault, kind: ClusterSecretStore }
  data: [{ secretKey: password, remoteRef: { key: shop/db } }]
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: ${name}, namespace: shop }
spec: { encryptedData: { password: ${sealedText()} } }
`,
});

/** A text of the form that a sealed value has: the length of a wrapped key, that key, and what it opens. */
function sealedText(): string {
  return Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(256), Buffer.alloc(24)]).toString('base64');
}

export const madeTwice: Rule = {
  id: 'ESO002',
  severity: 'error',
  title: 'one Secret has two makers',
  why: 'each controller writes over the other or refuses to: which values pods get depends on who came last',
  repair: 'let one object make it',
  reference: 'https://external-secrets.io/latest/guides/ownership-deletion-policy/',
  good: example('db-reports'),
  bad: example('db'),
  check: ({ manifests }) => {
    const made = madeSecretsOf(manifests);
    const written = made.all.flatMap(({ environment, namespace, name, by }) => {
      const secret = manifests.tryFind('Secret', { environment, namespace, name });
      return secret ? [{ by, other: secret.object }] : [];
    });
    const rivals = made.rivals.flatMap(([first, ...others]) =>
      others.flatMap(({ by }) => (first ? [{ by, other: first.by.object }] : [])),
    );
    return [...written, ...rivals].map(({ by, other }) =>
      problem(by, `its Secret is also made by ${describe(other)}`, 'let one of them make it', 'metadata.name'),
    );
  },
};
