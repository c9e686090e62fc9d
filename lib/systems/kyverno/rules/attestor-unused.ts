import { type Rule, problem } from '../../../audit';
import { usedAttestors } from '../image-validating-policy-verification';
import { ISSUER, WORKFLOW, imagePolicy, keyless, objects, signedBy } from './examples';

const NEXT = {
  ...keyless({ issuer: ISSUER, subject: WORKFLOW.replace('build.yaml', 'release.yaml') }),
  name: 'signer2',
};
const attestors = [keyless({ issuer: ISSUER, subject: WORKFLOW }), NEXT];

export const attestorUnused: Rule = {
  id: 'KYV024',
  severity: 'error',
  title: 'a policy declares a signer that none of its expressions asks',
  why: 'what that signer signs is refused, though the policy reads as if it were trusted; it shows when the build moves to the new signer',
  repair: 'add its check to the expressions with ||, or remove the attestor',
  good: objects(
    imagePolicy({ attestors, validations: [{ expression: `${signedBy('signer1')} || ${signedBy('signer2')}` }] }),
  ),
  bad: objects(imagePolicy({ attestors })),
  check: ({ manifests }) =>
    manifests.of('policies.kyverno.io/ImageValidatingPolicy').flatMap((policy) => {
      const used = new Set(usedAttestors(policy.object));
      return (policy.object.spec.attestors ?? []).flatMap((attestor, i) =>
        used.has(attestor)
          ? []
          : problem(
              policy,
              `no expression speaks of attestors.${attestor.name}`,
              `add verifyAttestationSignatures(…, [attestors.${attestor.name}]) with ||, or remove it`,
              `spec.attestors[${i}]`,
            ),
      );
    }),
};
