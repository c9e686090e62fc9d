import { type LabelSelector } from '../kubernetes/selector';
import { rulesOf, selectsEverything } from './autogen';
import { type Certainty, allOf, anyOf, certain, not } from './certainty';
import { type CelPolicySpec, type ResourceRule } from './kinds';

/** A namespace as far as the assembly tells of it. */
export interface NamespaceFacts {
  /** Its name; the empty text where the assembly does not say it. */
  readonly namespace: string;
  /** Its labels, where the assembly has the Namespace itself. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
}

/** Something that asks to be admitted. */
export interface AdmissionRequest extends NamespaceFacts {
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The resource in the plural, with its part if one is meant: `pods`, `pods/ephemeralcontainers`. */
  readonly resource: string;
  /** Its kind, such as `Pod`. */
  readonly kind: string;
}

/** The label that Kubernetes gives to every namespace: its own name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Whether a CEL policy judges a request: by its resource, its namespace and its labels. */
export function selects(spec: CelPolicySpec, request: AdmissionRequest): Certainty {
  const { namespaceSelector, objectSelector, excludeResourceRules = [] } = spec.matchConstraints ?? {};
  const rules = rulesOf(spec);
  const judged = rules.length === 0 ? 'yes' : anyOf(rules.map((rule) => matchesRule(rule, request)));
  if (judged === 'no') return 'no';
  const excluded = anyOf(excludeResourceRules.map((rule) => matchesRule(rule, request)));
  return allOf([
    judged,
    not(excluded),
    selectsNamespace(namespaceSelector, request),
    selectsEverything(objectSelector) ? 'yes' : 'perhaps',
  ]);
}

/** The namespaces that a selector names one by one; nothing where it selects by anything but the name. */
export function tryNamedNamespaces(selector: LabelSelector | undefined): readonly string[] | undefined {
  const label = selector?.matchLabels?.[NAMESPACE_NAME];
  if (label !== undefined) return [label];
  const named = selector?.matchExpressions?.find(({ key, operator }) => key === NAMESPACE_NAME && operator === 'In');
  return named?.values;
}

/** Whether a namespace is among the selected; it may carry labels that the assembly does not tell. */
export function selectsNamespace(selector: LabelSelector | undefined, where: NamespaceFacts): Certainty {
  const labels = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => has(where, key, [value]));
  const expressions = (selector?.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    if (operator === 'In') return has(where, key, values);
    if (operator === 'NotIn') return not(has(where, key, values));
    return operator === 'Exists' ? has(where, key) : not(has(where, key));
  });
  return allOf([...labels, ...expressions]);
}

/** Whether a namespace has a label, with one of some values where they are given. */
function has({ namespace, namespaceLabels }: NamespaceFacts, key: string, values?: readonly string[]): Certainty {
  if (namespace === '') return 'perhaps';
  if (key === NAMESPACE_NAME) return certain(values === undefined || values.includes(namespace));
  if (namespaceLabels === undefined) return 'perhaps';
  const value = namespaceLabels[key];
  return certain(value !== undefined && (values === undefined || values.includes(value)));
}

function matchesRule(rule: ResourceRule, { group, version, resource }: AdmissionRequest): Certainty {
  const fits =
    isAmong(rule.apiGroups, group) &&
    isAmong(rule.apiVersions, version) &&
    (rule.resources ?? []).some((pattern) => matchesResource(pattern, resource));
  return fits && (rule.resourceNames ?? []).length > 0 ? 'perhaps' : certain(fits);
}

/** `*` is every resource but no part of one, `*` behind the slash every part and the whole. */
function matchesResource(pattern: string, resource: string): boolean {
  if (!pattern.includes('*')) return pattern === resource;
  const [wantedName, wantedPart = ''] = pattern.split('/');
  const [name, part = ''] = resource.split('/');
  return (wantedName === '*' || wantedName === name) && (wantedPart === '*' || wantedPart === part);
}

function isAmong(values: readonly string[] = [], wanted: string): boolean {
  return values.includes('*') || values.includes(wanted);
}
