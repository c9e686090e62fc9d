import { type Rule, problem } from '../../../audit';
import { clusterPolicy, imagePolicy, objects } from './examples';

export const clusterPolicyRetired: Rule = {
  id: 'KYV013',
  severity: 'warning',
  title: 'a ClusterPolicy is written for a Kyverno that is giving the kind up',
  why: 'it is deprecated since 1.17; 1.20 refuses new and changed ones and no longer carries them out, so an upgrade of Kyverno opens the door it was guarding',
  repair: 'write an ImageValidatingPolicy or a ValidatingPolicy (policies.kyverno.io/v1)',
  reference: 'https://github.com/kyverno/kyverno/issues/17214',
  good: objects(imagePolicy()),
  bad: objects(clusterPolicy()),
  check: ({ manifests, platform }) => {
    if (!platform.kyverno.isAtLeast('1.17')) return [];
    const state = platform.kyverno.isAtLeast('1.20')
      ? 'does not carry it out any more'
      : 'has deprecated it, and 1.20 ends it';
    return manifests
      .of('kyverno.io/ClusterPolicy')
      .map((policy) =>
        problem(
          policy,
          `Kyverno ${platform.kyverno} ${state}`,
          policy.object.spec.rules?.some(({ verifyImages }) => verifyImages)
            ? 'write an ImageValidatingPolicy'
            : 'write a ValidatingPolicy',
        ),
      );
  },
};
