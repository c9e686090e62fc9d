import { invalid } from '../../lib/model/invalid';
import { DEFINITIONS } from './kubernetes';

/** The definitions that the roots refer to, directly or through others, ordered by name. Throws for a missing one. */
export function reachable<Schema extends object>(
  roots: readonly object[],
  definitions: Readonly<Record<string, Schema>>,
): Record<string, Schema> {
  const found = new Map<string, Schema>();
  const waiting = roots.flatMap(referencesIn);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const schema = definitions[name];
    if (!schema) throw invalid('definitions', 'everything that is referred to', name);
    found.set(name, schema);
    waiting.push(...referencesIn(schema));
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function referencesIn(value: object): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === '$ref' && typeof inner === 'string') return [inner.slice(DEFINITIONS.length)];
    return typeof inner === 'object' && inner !== null ? referencesIn(inner) : [];
  });
}
