import { type Manifest, type Manifests } from '../../../assembly';
import { type Rule, problem } from '../../../audit';
import { type CelPolicySpec } from '../kinds';
import { tryNamedNamespaces } from '../selection';
import { imagePolicy, objects, rollout } from './examples';

/** Silent in an environment that names no namespace: there it is nobody's business here. */
export const namespaceUnknown: Rule = {
  id: 'KYV075',
  severity: 'warning',
  title: 'a policy watches a namespace in which nothing lies',
  why: 'it is installed and green, and what it should judge lies elsewhere',
  repair: 'name the namespace of the objects that it is meant for',
  good: objects(imagePolicy(), rollout()),
  bad: objects(imagePolicy(), rollout(undefined, 'order-service')),
  check: ({ manifests }) => {
    const known = namespacesByEnvironment(manifests);
    return [
      ...manifests.of('policies.kyverno.io/ImageValidatingPolicy'),
      ...manifests.of('policies.kyverno.io/ValidatingPolicy'),
    ].flatMap((policy: Manifest<{ readonly spec: CelPolicySpec }>) => {
      const names = known.get(policy.environment);
      const watched = tryNamedNamespaces(policy.object.spec.matchConstraints?.namespaceSelector) ?? [];
      if (names === undefined || watched.length === 0 || watched.some((name) => names.has(name))) return [];
      return problem(
        policy,
        `nothing lies in ${watched.join(', ')}; there are objects in ${[...names].sort().join(', ')}`,
        'name the namespace that is meant',
        'spec.matchConstraints.namespaceSelector',
      );
    });
  },
};

function namespacesByEnvironment(manifests: Manifests): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const { environment, object } of manifests.all) {
    const name = object.kind === 'Namespace' ? object.metadata.name : object.metadata.namespace;
    if (name === undefined) continue;
    const names = known.get(environment);
    if (names) names.add(name);
    else known.set(environment, new Set([name]));
  }
  return known;
}
