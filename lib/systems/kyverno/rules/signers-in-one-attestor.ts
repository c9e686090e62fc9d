import { type Rule, problem } from '../../../audit';
import { ISSUER, WORKFLOW, imagePolicy, keyless, objects } from './examples';

const NEXT = WORKFLOW.replace('build.yaml', 'release.yaml');

export const signersInOneAttestor: Rule = {
  id: 'KYV010',
  severity: 'error',
  title: 'one attestor names several identities',
  why: 'the check of a sigstore bundle allows one: with two, it fails before it looks, and every image that cosign 3 signs is refused',
  repair: 'make one attestor for each identity and join their checks with ||',
  reference: 'https://github.com/sigstore/cosign/blob/v3.1.2/pkg/cosign/verify.go',
  good: objects(imagePolicy()),
  bad: objects(
    imagePolicy({ attestors: [keyless({ issuer: ISSUER, subject: WORKFLOW }, { issuer: ISSUER, subject: NEXT })] }),
  ),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((policy) =>
      (policy.object.spec.attestors ?? []).flatMap(({ name, cosign }, i) => {
        const { length } = cosign?.keyless?.identities ?? [];
        if (length < 2) return [];
        return problem(
          policy,
          `attestor ${name} names ${length} identities: no bundle can satisfy it`,
          'make one attestor for each identity and join their checks with ||',
          `spec.attestors[${i}].cosign.keyless.identities`,
        );
      }),
    ),
};
