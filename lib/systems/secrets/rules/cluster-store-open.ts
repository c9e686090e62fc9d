import { type Example, type Rule, problem } from '../../../audit';
import '../kinds';

const example = (conditions: string): Example => ({
  manifests: `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec:
  provider: { aws: { service: SecretsManager, region: eu-west-1 } }${conditions}
`,
});

export const clusterStoreOpen: Rule = {
  id: 'ESO004',
  severity: 'warning',
  title: 'every namespace may read every value of a store',
  why: 'whoever may make an ExternalSecret in any namespace reads the passwords of all services',
  repair: 'give the store conditions, or one SecretStore to each namespace',
  reference: 'https://external-secrets.io/latest/guides/security-best-practices/',
  good: example('\n  conditions: [{ namespaces: [shop] }]'),
  bad: example(''),
  check: ({ manifests }) =>
    manifests
      .of('external-secrets.io/ClusterSecretStore')
      .filter(({ object }) => (object.spec.conditions ?? []).length === 0)
      .map((manifest) =>
        problem(manifest, 'it has no conditions', 'say which namespaces may read through it', 'spec.conditions'),
      ),
};
