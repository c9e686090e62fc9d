import { type Rule, problem } from '../../../audit';
import { expressionsThat, pathOf } from '../expressions';
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
    expressionsThat(manifests, (text) => /\bverifyImageSignatures\s*\(/.test(text))
      .filter(({ policy, field }) => policy.object.kind === 'ImageValidatingPolicy' && field === 'validations')
      .map((placed) =>
        problem(
          placed.policy,
          'verifyImageSignatures takes any bundle of the signer for a signature, an SBOM too',
          "add the attestation { name: signature, intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } } and ask for it with verifyAttestationSignatures",
          pathOf(placed),
        ),
      ),
};
