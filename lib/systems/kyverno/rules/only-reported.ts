import { type Problem, type Rule, problem } from '../../../audit';
import { type Manifests } from '../../../assembly';
import { enforces, verifyImagesOf } from '../cluster-policy-verification';
import { denies } from '../image-validating-policy-verification';
import { imagePolicy, objects } from './examples';

export const onlyReported: Rule = {
  id: 'KYV016',
  severity: 'warning',
  title: 'a policy reports what it should keep out',
  why: 'everything is admitted; the reports are read by nobody at three in the morning',
  repair: 'deny, once the reports have shown that nothing good would be refused',
  good: objects(imagePolicy({ validationActions: ['Deny'] })),
  bad: objects(imagePolicy({ validationActions: ['Audit'] })),
  check: ({ manifests }) => [...ofCelPolicies(manifests), ...ofClusterPolicies(manifests)],
};

function ofCelPolicies(manifests: Manifests): Problem[] {
  return [
    ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
    ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
  ]
    .filter(({ object }) => !denies(object.spec))
    .map((policy) =>
      problem(
        policy,
        `validationActions are ${(policy.object.spec.validationActions ?? []).join(', ')}: what fails is admitted`,
        'set validationActions: [Deny]',
        'spec.validationActions',
      ),
    );
}

function ofClusterPolicies(manifests: Manifests): Problem[] {
  return manifests.of('kyverno.io/ClusterPolicy').flatMap((policy) =>
    verifyImagesOf(policy.object)
      .filter(({ verifyImages }) => !enforces(verifyImages, policy.object))
      .map(({ path }) =>
        problem(
          policy,
          'the failure action is Audit: what fails is admitted',
          'set failureAction: Enforce',
          `${path}.failureAction`,
        ),
      ),
  );
}
