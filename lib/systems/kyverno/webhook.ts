import { rulesOf } from './autogen';
import { type CelPolicySpec } from './kinds';

/**
 * Which webhook Kyverno gives to a policy: one of its own (nothing comes back) where it has match conditions, a timeout
 * or the exact match policy; else one that it shares with every other policy of the same selectors.
 */
export function trySharedWebhook(spec: CelPolicySpec): string | undefined {
  const { matchPolicy, namespaceSelector, objectSelector } = spec.matchConstraints ?? {};
  const own =
    (spec.matchConditions ?? []).length > 0 ||
    spec.webhookConfiguration?.timeoutSeconds !== undefined ||
    matchPolicy === 'Exact';
  return own ? undefined : JSON.stringify([sorted(namespaceSelector), sorted(objectSelector)]);
}

/** The requests that reach a policy, each as `OPERATION group/resource`; `*` stands for any. */
export function requestsOf(spec: CelPolicySpec): readonly string[] {
  return rulesOf(spec).flatMap(({ apiGroups = [], resources = [], operations = [] }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => operations.map((operation) => `${operation} ${group}/${resource}`)),
    ),
  );
}

/** Whether two requests, as `requestsOf` writes them, can be one. */
export function canBeOne(one: string, other: string): boolean {
  const parts = one.split(/[ /]/);
  const others = other.split(/[ /]/);
  return Array.from({ length: 4 }, (_, i) => [parts[i] ?? '', others[i] ?? '']).every(
    ([a, b]) => a === b || a === '*' || b === '*',
  );
}

/** The same value with its keys in order: a selector means the same however it is written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
