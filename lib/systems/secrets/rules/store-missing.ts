import { type Example, type Rule, problem } from '../../../audit';
import '../kinds';

const example = (store: string): Example => ({
  manifests: `
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: vault, namespace: shop }
spec: { provider: { aws: { service: SecretsManager, region: eu-west-1 } } }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db, namespace: shop }
spec:
  secretStoreRef: { name: ${store}, kind: SecretStore }
  target: { name: db }
  data: [{ secretKey: password, remoteRef: { key: shop/db } }]
`,
});

/** Stores of the whole cluster are installed by others, and nothing is said of them. */
export const storeMissing: Rule = {
  id: 'ESO001',
  severity: 'warning',
  title: 'an ExternalSecret reads from a SecretStore that its namespace does not have',
  why: 'the Secret is never made, and the pods that need it wait with CreateContainerConfigError',
  repair: 'make the store in the same namespace, or name one that is there',
  reference: 'https://external-secrets.io/latest/api/secretstore/',
  good: example('vault'),
  bad: example('valut'),
  check: ({ manifests }) =>
    manifests.of('external-secrets.io/ExternalSecret').flatMap((manifest) => {
      const { secretStoreRef } = manifest.object.spec;
      const name = secretStoreRef?.name;
      if (name === undefined || (secretStoreRef?.kind ?? 'SecretStore') !== 'SecretStore') return [];
      const { environment, object } = manifest;
      const { namespace } = object.metadata;
      if (manifests.tryFind('external-secrets.io/SecretStore', { environment, namespace, name })) return [];
      const message = `there is no SecretStore ${name} in its namespace`;
      return [problem(manifest, message, `make it, or mend the name`, 'spec.secretStoreRef.name')];
    }),
};
