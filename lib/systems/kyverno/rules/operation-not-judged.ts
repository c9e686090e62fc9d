import { type KubernetesObject, type Manifest } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { expressionsOf } from '../image-validating-policy-verification';
import { type CelPolicySpec, type ResourceRule } from '../kinds';
import { imagePolicy, matching, objects } from './examples';

const ONLY_UPDATES = matching('pods')?.resourceRules?.map((rule) => ({ ...rule, operations: ['UPDATE'] })) ?? [];

export const operationNotJudged: Rule = {
  id: 'KYV073',
  severity: 'error',
  title: 'a policy for images judges only some of the ways in which an image comes',
  why: 'an object can be made with one image and get another by an update: the way that is not judged is open',
  repair: 'judge CREATE and UPDATE; of ephemeral containers there are only updates',
  good: objects(imagePolicy()),
  bad: objects(imagePolicy({ matchConstraints: { resourceRules: ONLY_UPDATES } })),
  check: ({ manifests }) =>
    [
      ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
      ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
    ].flatMap((policy: Manifest<{ readonly spec: CelPolicySpec }>) => {
      const rules = policy.object.spec.matchConstraints?.resourceRules ?? [];
      return [...operationsByResource(rules)].flatMap(([resource, operations]) => {
        const missing = waysOf(resource).filter((way) => !operations.has(way) && !operations.has('*'));
        if (missing.length === 0 || !isForImages(policy.object)) return [];
        return problem(
          policy,
          `${missing.join(' and ')} of ${resource} is not judged`,
          `add ${missing.join(' and ')} to the operations`,
          'spec.matchConstraints.resourceRules',
        );
      });
    }),
};

/** Whether a policy decides by images: one on labels or accounts may well look at one way alone. */
function isForImages({ kind, spec }: KubernetesObject & { readonly spec: CelPolicySpec }): boolean {
  return kind === 'ImageValidatingPolicy' || expressionsOf(spec).some((cel) => /\bimages?\b/.test(cel));
}

/** Several rules of one policy may share a resource. */
function operationsByResource(rules: readonly ResourceRule[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { resources = [], operations = [] } of rules) {
    for (const resource of resources) {
      found.set(resource, new Set([...(found.get(resource) ?? []), ...operations]));
    }
  }
  return found;
}

/** How an image can come into objects of a resource; nothing of those that hold none. */
function waysOf(resource: string): readonly string[] {
  if (resource === 'pods/ephemeralcontainers') return ['UPDATE'];
  return HOLDS_IMAGES.has(resource) ? ['CREATE', 'UPDATE'] : [];
}

const HOLDS_IMAGES: ReadonlySet<string> = new Set([
  'pods',
  'deployments',
  'statefulsets',
  'daemonsets',
  'replicasets',
  'cronjobs',
  'rollouts',
]);
