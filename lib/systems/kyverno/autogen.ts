import { readOnce } from '../../assembly';
import { type LabelSelector } from '../kubernetes/selector';
import { type CelPolicySpec, type MatchConstraints, type ResourceRule } from './kinds';

/** The controllers whose objects Kyverno judges by a policy that is written for pods: resource → API group. */
const CONTROLLERS: Readonly<Record<string, string>> = {
  daemonsets: 'apps',
  deployments: 'apps',
  replicasets: 'apps',
  statefulsets: 'apps',
  jobs: 'batch',
  cronjobs: 'batch',
};

/**
 * Whether Kyverno widens a policy for pods to Deployments, Jobs and the other controllers: only where one rule names
 * `pods` and nothing else, nothing is excluded, and no object is picked by label or name.
 * @see https://kyverno.io/docs/policy-types/validating-policy/#autogen
 */
export function hasAutogen(constraints: MatchConstraints = {}): boolean {
  const [rule, ...more] = constraints.resourceRules ?? [];
  if (!rule || more.length > 0 || (constraints.excludeResourceRules ?? []).length > 0) return false;
  return (
    selectsEverything(constraints.objectSelector) &&
    (rule.resourceNames ?? []).length === 0 &&
    isOnly(rule.apiGroups, '') &&
    isOnly(rule.apiVersions, 'v1') &&
    isOnly(rule.resources, 'pods')
  );
}

/** The rules by which a CEL policy judges: its own, and those that Kyverno adds for the controllers of pods. */
export const rulesOf = readOnce(({ matchConstraints, autogen }: CelPolicySpec): readonly ResourceRule[] => {
  const rules = matchConstraints?.resourceRules ?? [];
  if (!hasAutogen(matchConstraints)) return rules;
  const controllers = autogen?.podControllers?.controllers ?? Object.keys(CONTROLLERS);
  const added = Object.entries(CONTROLLERS)
    .filter(([resource]) => controllers.includes(resource))
    .map(([resource, group]) => ({
      apiGroups: [group],
      apiVersions: ['v1'],
      operations: rules[0]?.operations ?? [],
      resources: [resource],
    }));
  return [...rules, ...added];
});

/** Whether a selector is absent or asks for nothing. */
export function selectsEverything(selector: LabelSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
}

function isOnly(values: readonly string[] | undefined, wanted: string): boolean {
  return values?.length === 1 && values[0] === wanted;
}
