import { type Rule, problem } from '../../../audit';
import { enforces, verifyImagesOf } from '../cluster-policy-verification';
import { clusterPolicy, objects } from './examples';

export const digestWrittenInAudit: Rule = {
  id: 'KYV015',
  severity: 'error',
  title: 'a ClusterPolicy that only reports is told to write digests',
  why: 'Kyverno refuses such a policy when it is applied: nothing is verified, not even reported',
  repair: 'set mutateDigest: false, or enforce',
  reference: 'https://github.com/kyverno/kyverno/blob/v1.19.0/api/kyverno/v1/image_verification_types.go',
  good: objects(clusterPolicy({ failureAction: 'Audit', mutateDigest: false })),
  bad: objects(clusterPolicy({ failureAction: 'Audit', mutateDigest: undefined })),
  check: ({ manifests }) =>
    manifests.of('kyverno.io/ClusterPolicy').flatMap((policy) =>
      verifyImagesOf(policy.object)
        .filter(({ verifyImages }) => verifyImages.mutateDigest !== false && !enforces(verifyImages, policy.object))
        .map(({ verifyImages, path }) =>
          problem(
            policy,
            `mutateDigest is ${verifyImages.mutateDigest === undefined ? 'true by default' : 'true'}, which Kyverno refuses where the failure action is Audit`,
            'set mutateDigest: false',
            `${path}.mutateDigest`,
          ),
        ),
    ),
};
