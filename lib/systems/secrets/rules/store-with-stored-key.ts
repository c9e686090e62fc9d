import { type Manifest, type Manifests } from '../../../assembly';
import { type Example, type Rule, problem } from '../../../audit';
import { type SecretStoreObject } from '../kinds';

const example = (auth: string): Example => ({
  manifests: `
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: { name: store, namespace: shop }
spec: { provider: { aws: { service: SecretsManager, region: eu-west-1, auth: ${auth} } } }
`,
});

/** The field of each provider that says to sign in with a key which lies in the cluster. */
const STORED_KEYS: Readonly<Record<string, readonly string[]>> = {
  aws: ['auth', 'secretRef'],
  gcpsm: ['auth', 'secretRef'],
  azurekv: ['authSecretRef'],
};

export const storeWithStoredKey: Rule = {
  id: 'ESO005',
  severity: 'warning',
  title: 'a store signs in with a key that never expires',
  why: 'the one key that opens all other secrets lies in the cluster as a Secret, and nobody changes it',
  repair: 'let it sign in as a ServiceAccount: the cloud trusts the issuer of the cluster',
  reference: 'https://external-secrets.io/latest/provider/aws-access/',
  good: example('{ jwt: { serviceAccountRef: { name: external-secrets } } }'),
  bad: example('{ secretRef: { accessKeyIDSecretRef: { name: aws, key: id } } }'),
  check: ({ manifests }) =>
    storesOf(manifests).flatMap((manifest) =>
      Object.entries(STORED_KEYS)
        .filter(([provider, path]) => has(manifest.object.spec.provider[provider], path))
        .map(([provider, path]) =>
          problem(
            manifest,
            'it signs in with a stored key',
            'name a ServiceAccount instead',
            ['spec.provider', provider, ...path].join('.'),
          ),
        ),
    ),
};

function storesOf(manifests: Manifests): readonly Manifest<SecretStoreObject>[] {
  return [
    ...manifests.of('external-secrets.io/SecretStore'),
    ...manifests.of('external-secrets.io/ClusterSecretStore'),
  ];
}

function has(value: unknown, path: readonly string[]): boolean {
  let at = value;
  for (const field of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = (at as Readonly<Record<string, unknown>>)[field];
  }
  return at !== undefined;
}
