import { selectsEverything } from './autogen';
import { type Certainty, allOf, anyOf, certain, not } from './certainty';
import { type ClusterPolicyRule, type ResourceFilter, type ResourceMatch } from './kinds';
import { wildcardMatches } from './match';
import { type AdmissionRequest, selectsNamespace } from './selection';

/** Whether a rule of a ClusterPolicy judges a request, by what it matches and excludes. Autogen is left aside. */
export function ruleSelects(rule: ClusterPolicyRule, request: AdmissionRequest): Certainty {
  const excluded = rule.exclude === undefined ? 'no' : matches(rule.exclude, request);
  return allOf([rule.match === undefined ? 'no' : matches(rule.match, request), not(excluded)]);
}

function matches(match: ResourceMatch, request: AdmissionRequest): Certainty {
  if (match.any) return anyOf(match.any.map((filter) => passes(filter, request)));
  if (match.all) return allOf(match.all.map((filter) => passes(filter, request)));
  return passes(match, request);
}

function passes(
  { resources = {}, subjects, roles, clusterRoles }: ResourceFilter,
  request: AdmissionRequest,
): Certainty {
  const { kinds, namespaces, namespaceSelector, selector, name, names, annotations, operations } = resources;
  const narrowed =
    !selectsEverything(selector) || [subjects, roles, clusterRoles, name, names, annotations, operations].some(Boolean);
  return allOf([
    certain(kinds === undefined || kinds.some((kind) => isKind(kind, request))),
    isInNamespace(namespaces, request.namespace),
    selectsNamespace(namespaceSelector, request),
    narrowed ? 'perhaps' : 'yes',
  ]);
}

function isInNamespace(patterns: readonly string[] | undefined, namespace: string): Certainty {
  if (patterns === undefined) return 'yes';
  return namespace === '' ? 'perhaps' : certain(patterns.some((pattern) => wildcardMatches(pattern, namespace)));
}

/** Reads `Kind`, `version/Kind`, `group/version/Kind`, each with `/part` behind it; a Pod brings its ephemeral containers along. */
function isKind(selector: string, { group, version, kind, resource }: AdmissionRequest): boolean {
  const wanted = parseKind(selector);
  const [, part = ''] = resource.split('/');
  return (
    wildcardMatches(wanted.group, group) &&
    wildcardMatches(wanted.version, version) &&
    wildcardMatches(wanted.kind, kind) &&
    (wildcardMatches(wanted.part, part) || (wanted.part === '' && part === 'ephemeralcontainers'))
  );
}

function parseKind(selector: string): { group: string; version: string; kind: string; part: string } {
  const parts = selector.split('/');
  const last = parts.pop() ?? '';
  const [a = '', b = '', c, d] = [...parts, ...last.split('.')];
  const isVersion = (text: string): boolean => /^(v\d((alpha|beta)\d)?|\*)$/.test(text);
  if (d !== undefined) return { group: a, version: b, kind: c ?? '', part: d };
  if (c !== undefined) {
    return isVersion(a) ? { group: '*', version: a, kind: b, part: c } : { group: a, version: b, kind: c, part: '' };
  }
  if (b === '') return { group: '*', version: '*', kind: a, part: '' };
  const isPart = a === '*' ? b === '*' || b === b.toLowerCase() : !isVersion(a);
  return isPart ? { group: '*', version: '*', kind: a, part: b } : { group: '*', version: a, kind: b, part: '' };
}
