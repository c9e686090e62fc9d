import { type Example, type Rule, problem } from '../../../audit';
import '../kinds';

const example = (annotations: string): Example => ({
  manifests: `
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: db, namespace: shop${annotations} }
spec: { encryptedData: { password: ${Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(272)]).toString('base64')} } }
`,
});

const CLUSTER_WIDE = 'sealedsecrets.bitnami.com/cluster-wide';

export const sealedForEveryone: Rule = {
  id: 'ESO007',
  severity: 'warning',
  title: 'a sealed value can be opened in any namespace',
  why: 'whoever reads the repository and may make a SealedSecret in any namespace gets the value there',
  repair: 'seal it for its own namespace and name: slipway seal --scope strict',
  reference: 'https://github.com/bitnami-labs/sealed-secrets#scopes',
  good: example(''),
  bad: example(`, annotations: { ${CLUSTER_WIDE}: "true" }`),
  check: ({ manifests }) =>
    manifests
      .of('bitnami.com/SealedSecret')
      .filter(({ object }) => object.metadata.annotations?.[CLUSTER_WIDE] === 'true')
      .map((manifest) =>
        problem(manifest, 'it is sealed cluster-wide', 'seal it for one namespace', 'metadata.annotations'),
      ),
};
