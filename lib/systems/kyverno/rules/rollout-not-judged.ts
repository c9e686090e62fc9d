import { type Rule, problem } from '../../../audit';
import { type AdmittedWorkload, workloadsOf } from '../admission';
import { type VerificationIndex, verificationsOf } from '../verification';
import { imagePolicy, matching, objects, rollout } from './examples';

const FOR_ROLLOUTS = {
  matchConstraints: matching('rollouts'),
  images: [
    { name: 'containers', expression: 'object.spec.template.spec.containers.map(c, c.image)' },
    { name: 'initContainers', expression: 'object.spec.template.spec.?initContainers.orValue([]).map(c, c.image)' },
  ],
};

export const rolloutNotJudged: Rule = {
  id: 'KYV004',
  severity: 'warning',
  title: "a Rollout's pods are verified, the Rollout itself is not",
  why: 'autogen does not know Argo Rollouts: one with an unsigned image is admitted, its pods are not, and it stays Progressing with the reason hidden in its conditions',
  repair:
    'add a policy for argoproj.io rollouts that takes the images from spec.template.spec, init containers included',
  good: objects(imagePolicy(), imagePolicy(FOR_ROLLOUTS, 'rollouts'), rollout()),
  bad: objects(imagePolicy(), rollout()),
  check: ({ manifests }) => {
    const verifications = verificationsOf(manifests);
    return workloadsOf(manifests)
      .all.filter(({ isRollout }) => isRollout)
      .flatMap((workload) => {
        const images = workload.images.filter((image) => hangsWith(image, workload, verifications));
        if (images.length === 0) return [];
        return problem(
          workload.pods.manifest,
          `policies verify ${images.join(', ')} in its pods and none verifies the Rollout: with an unsigned image it is admitted and hangs`,
          'make the policy match argoproj.io/v1alpha1 rollouts too, by a policy of its own',
        );
      });
  },
};

/** Whether an image is refused in the pods of a Rollout, and not in the Rollout itself. */
function hangsWith(image: string, { pods, requests }: AdmittedWorkload, index: VerificationIndex): boolean {
  const about = index.about(pods.environment, image).filter((policy) => policy.denies && policy.covers(image) !== 'no');
  return (
    about.some((policy) => policy.selects(requests.pod) === 'yes') &&
    about.every((policy) => policy.selects(requests.rollout) === 'no')
  );
}
