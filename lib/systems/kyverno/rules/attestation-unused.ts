import { type Rule, problem } from '../../../audit';
import { expressionsOf } from '../image-validating-policy-verification';
import { imagePolicy, objects } from './examples';

const SIGNATURE = { name: 'signature', intoto: { type: 'https://sigstore.dev/cosign/sign/v1' } };
const SPDX = { name: 'spdx', intoto: { type: 'https://spdx.dev/Document' } };

export const attestationUnused: Rule = {
  id: 'KYV072',
  severity: 'warning',
  title: 'a policy declares an attestation that none of its expressions asks for',
  why: 'an image without it is admitted, though the policy reads as if it were wanted',
  repair: 'add an expression that verifies it, or remove the declaration',
  good: objects(imagePolicy()),
  bad: objects(imagePolicy({ attestations: [SIGNATURE, SPDX] })),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((policy) => {
      const text = expressionsOf(policy.object.spec).join('\n');
      return (policy.object.spec.attestations ?? []).flatMap(({ name }, i) =>
        speaksOf(text, name)
          ? []
          : problem(
              policy,
              `no expression speaks of attestations.${name}`,
              `add verifyAttestationSignatures(image, attestations.${name}, …) > 0, or remove it`,
              `spec.attestations[${i}]`,
            ),
      );
    }),
};

function speaksOf(text: string, name: string): boolean {
  const written = [`attestations["${name}"]`, `attestations['${name}']`];
  return (
    written.some((use) => text.includes(use)) ||
    text.split(`attestations.${name}`).some((rest, i) => i > 0 && !/^\w/.test(rest))
  );
}
