import { type Manifest } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type WaysIn, reachOf, workloadsOf } from '../admission';
import { expressionsOf } from '../image-validating-policy-verification';
import { type LabelSelector } from '../../kubernetes/selector';
import { type ValidatingPolicyObject } from '../kinds';
import { selects, tryNamedNamespaces } from '../selection';
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
        const candidates = workloads.within(policy.environment, tryNamedNamespaces(selectorOf(policy)));
        if (candidates.some(({ pods, requests }) => pods.namespace !== '' && isReached(policy, requests))) return [];
        const running = workloads.in(policy.environment).map(({ pods }) => pods.namespace);
        const namespaces = [...new Set(running)].filter((namespace) => namespace !== '').sort();
        if (namespaces.length === 0) return [];
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
  return reads && Object.values(reachOf(policy.object.spec)).some((judged) => judged !== 'no');
}

function selectorOf({ object }: Policy): LabelSelector | undefined {
  return object.spec.matchConstraints?.namespaceSelector;
}

function isReached({ object: { spec } }: Policy, { pod, ephemeralContainer, rollout: made }: WaysIn): boolean {
  return [pod, ephemeralContainer, made].some((request) => selects(spec, request) !== 'no');
}
