import { type Manifest } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type WaysIn, waysInto, workloadsOf } from '../admission';
import { expressionsOf } from '../image-validating-policy-verification';
import { type ValidatingPolicyObject } from '../kinds';
import { selects } from '../selection';
import { allowList, matching, objects, rollout } from './examples';

type Policy = Manifest<ValidatingPolicyObject>;

const IMAGES = "image.startsWith('ghcr.io/acme/')";
const ALL_BUT_SHOP = {
  ...matching('pods'),
  namespaceSelector: {
    matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn' as const, values: ['shop'] }],
  },
};

export const workloadsNotWatched: Rule = {
  id: 'KYV079',
  severity: 'warning',
  title: 'a policy on pods watches none of the namespaces in which its environment runs pods',
  why: 'it is installed and green, and everything that runs here is admitted without its question',
  repair: 'select the namespaces of the workloads, by name or by a label that they carry',
  good: objects(allowList(IMAGES), rollout()),
  bad: objects(allowList(IMAGES, { matchConstraints: ALL_BUT_SHOP }), rollout()),
  check: ({ manifests }) => {
    const workloads = workloadsOf(manifests);
    return manifests
      .of('policies.kyverno.io/ValidatingPolicy')
      .filter(isOnPods)
      .flatMap((policy) => {
        const running = workloads.in(policy.environment).filter(({ pods }) => pods.namespace !== '');
        if (running.length === 0 || running.some(({ requests }) => isReached(policy, requests))) return [];
        const namespaces = [...new Set(running.map(({ pods }) => pods.namespace))].sort();
        return problem(
          policy,
          `the pods of its environment run in ${namespaces.join(', ')}, which it does not watch`,
          'select that namespace',
          'spec.matchConstraints.namespaceSelector',
        );
      });
  },
};

function isOnPods(policy: Policy): boolean {
  const reads = expressionsOf(policy.object.spec).some((cel) => /\bcontainers\b/i.test(cel));
  return reads && isReached(policy, waysInto());
}

function isReached({ object: { spec } }: Policy, { pod, ephemeralContainer, rollout: made }: WaysIn): boolean {
  return [pod, ephemeralContainer, made].some((request) => selects(spec, request) !== 'no');
}
