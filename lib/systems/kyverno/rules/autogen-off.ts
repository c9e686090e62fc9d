import { type Rule, problem } from '../../../audit';
import { reachOf, waysInto } from '../admission';
import { hasAutogen } from '../autogen';
import { type CelPolicySpec } from '../kinds';
import { selects } from '../selection';
import { imagePolicy, matching, objects } from './examples';

const deployment = { ...waysInto().pod, group: 'apps', resource: 'deployments', kind: 'Deployment' };

export const autogenOff: Rule = {
  id: 'KYV002',
  severity: 'warning',
  title: 'a policy for pods does not reach the Deployments and Jobs that make them',
  why: 'Kyverno adds them only to a policy whose one rule names pods and nothing else: here a bad Deployment is admitted, its pods are refused one by one, and the reason stands in an event of a ReplicaSet',
  repair: 'let one rule name pods alone, and give everything else a policy of its own',
  reference: 'https://kyverno.io/docs/policy-types/image-validating-policy/',
  good: objects(imagePolicy(), imagePolicy({ matchConstraints: matching('pods/ephemeralcontainers') }, 'debug')),
  bad: objects(imagePolicy({ matchConstraints: matching('pods', 'pods/ephemeralcontainers') })),
  check: ({ manifests }) =>
    [
      ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
      ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
    ]
      .filter(({ object: { spec } }) => !hasAutogen(spec.matchConstraints) && isForPodsOnly(spec))
      .map((policy) =>
        problem(
          policy,
          `${reasonOf(policy.object.spec)}, so Kyverno does not add Deployments, Jobs and other controllers of pods`,
          'keep one rule with apiGroups [""], apiVersions [v1] and resources [pods]; move the rest to a policy of its own',
          'spec.matchConstraints',
        ),
      ),
};

function isForPodsOnly(spec: CelPolicySpec): boolean {
  return reachOf(spec).pod !== 'no' && selects(spec, deployment) === 'no';
}

function reasonOf({ matchConstraints = {} }: CelPolicySpec): string {
  const { resourceRules = [], excludeResourceRules = [], objectSelector } = matchConstraints;
  const names = resourceRules.flatMap(({ resources = [] }) => resources);
  if (names.length > 1) return `it names ${names.join(' and ')} together`;
  if (excludeResourceRules.length > 0) return 'it excludes something';
  return objectSelector ? 'it picks objects by label' : 'it picks pods by name, group or version';
}
