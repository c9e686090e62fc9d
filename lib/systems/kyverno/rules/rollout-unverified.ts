import { type Rule, problem } from '../../../audit';
import { type AdmittedWorkload, workloadsOf } from '../admission';
import { type VerificationIndex, verificationsOf } from '../verification';
import { imagePolicy, matching, objects, rollout } from './examples';

export const rolloutUnverified: Rule = {
  id: 'KYV005',
  severity: 'warning',
  title: 'a Rollout runs an image that no policy of its environment verifies',
  why: 'the environment verifies images, so everybody takes this one for verified: it is admitted whoever built it',
  repair: "name the image's repository in a policy, and its namespace",
  good: objects(imagePolicy(), imagePolicy({ matchConstraints: matching('rollouts') }, 'rollouts'), rollout()),
  bad: objects(imagePolicy(), rollout('ghcr.io/acme/payments:sha-1')),
  check: ({ manifests }) => {
    const verifications = verificationsOf(manifests);
    return workloadsOf(manifests)
      .all.filter(({ pods, isRollout }) => isRollout && verifications.in(pods.environment).length > 0)
      .flatMap((workload) => {
        const open = workload.images.filter((image) => isOpen(image, workload, verifications));
        if (open.length === 0) return [];
        return problem(
          workload.pods.manifest,
          `no policy of the environment verifies ${open.join(', ')} in ${workload.pods.namespace || 'its namespace'}`,
          'add the repository and the namespace to a policy, or accept the finding and say why the image needs no signature',
          workload.pods.path,
        );
      });
  },
};

function isOpen(image: string, { pods, requests }: AdmittedWorkload, index: VerificationIndex): boolean {
  return index
    .about(pods.environment, image)
    .every((policy) => policy.covers(image) === 'no' || policy.selects(requests.pod) === 'no');
}
