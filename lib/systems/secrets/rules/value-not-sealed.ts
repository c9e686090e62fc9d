import { type Example, type Rule, problem } from '../../../audit';
import { isSealed } from '../sealed-value';
import '../kinds';

const example = (value: string): Example => ({
  manifests: `
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: { name: db, namespace: shop }
spec: { encryptedData: { password: ${value} } }
`,
});

export const valueNotSealed: Rule = {
  id: 'ESO003',
  severity: 'error',
  title: 'a value of a SealedSecret is not sealed',
  why: 'if it is the value itself, everyone who reads the repository has it; the controller cannot open it in any case',
  repair: 'change the value where it counts, then seal the new one: slipway seal',
  reference: 'https://github.com/bitnami-labs/sealed-secrets/blob/main/docs/developer/crypto.md',
  good: example(Buffer.concat([Buffer.from([1, 0]), Buffer.alloc(272)]).toString('base64')),
  bad: example('c2VjcmV0'),
  check: ({ manifests }) =>
    manifests.of('bitnami.com/SealedSecret').flatMap((manifest) =>
      Object.entries(manifest.object.spec.encryptedData ?? {})
        .filter(([, value]) => !isSealed(value))
        .map(([key]) =>
          problem(
            manifest,
            `the value of "${key}" is not sealed`,
            'change that value, and seal the new one',
            `spec.encryptedData.${key}`,
          ),
        ),
    ),
};
