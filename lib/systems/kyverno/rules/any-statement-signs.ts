import { type Rule, problem } from '../../../audit';
import { SIGNED, imagePolicy, objects } from './examples';

export const anyStatementSigns: Rule = {
  id: 'KYV012',
  severity: 'warning',
  title: 'any statement of a signer counts as the signature of an image',
  why: 'verifyImageSignatures takes every bundle of the signer: an SBOM or a scan report that was attested before the tests ran opens the door as well',
  repair:
    'ask for the predicate type of cosign sign, https://sigstore.dev/cosign/sign/v1, with verifyAttestationSignatures',
  good: objects(imagePolicy({ validations: [{ expression: SIGNED }] })),
  bad: objects(
    imagePolicy({
      validations: [
        { expression: 'images.containers.all(image, verifyImageSignatures(image, [attestors.signer1]) > 0)' },
      ],
    }),
  ),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((policy) =>
      (policy.object.spec.validations ?? []).flatMap(({ expression }, i) => {
        if (!/\bverifyImageSignatures\s*\(/.test(expression)) return [];
        return problem(
          policy,
          'verifyImageSignatures takes any bundle of the signer for a signature, an SBOM too',
          "add the attestation { name: signature, intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } } and ask for it with verifyAttestationSignatures",
          `spec.validations[${i}].expression`,
        );
      }),
    ),
};
