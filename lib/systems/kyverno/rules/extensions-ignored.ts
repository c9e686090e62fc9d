import { type Rule, problem } from '../../../audit';
import { criteriaOf } from '../identity-criteria';
import { ISSUER, WORKFLOW, imagePolicy, keyless, objects } from './examples';

const SIGNER = keyless({ issuer: ISSUER, subject: WORKFLOW });
const additionalExtensions = { githubWorkflowRepository: 'acme/order-service' };

export const extensionsIgnored: Rule = {
  id: 'KYV011',
  severity: 'error',
  title: 'a policy names certificate extensions that Kyverno does not read',
  why: 'the field is accepted and forgotten: a foreign organisation that calls the same reusable workflow passes',
  repair: 'bind the calling repository through the SLSA provenance, as ImageTrustPolicy does',
  good: objects(imagePolicy({ attestors: [SIGNER] })),
  bad: objects(
    imagePolicy({
      attestors: [{ ...SIGNER, cosign: { keyless: { ...SIGNER.cosign.keyless, additionalExtensions } } }],
    }),
  ),
  check: ({ manifests }) =>
    criteriaOf(manifests)
      .filter(({ isExact, extensions = {} }) => isExact && Object.keys(extensions).length > 0)
      .map(({ manifest, extensions = {}, path }) =>
        problem(
          manifest,
          `additionalExtensions ${Object.keys(extensions).join(', ')} is never read`,
          'ask the provenance: extractPayload(image, attestations.provenance).predicate.buildDefinition.externalParameters.workflow.repository',
          path.replace(/\.identities\[\d+\]$/, '.additionalExtensions'),
        ),
      ),
};
