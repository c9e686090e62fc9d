import { type Manifests } from './manifests';

/**
 * A reading that many rules share, of manifests or of a whole assembly: made at the first question, and kept as long as
 * what it was read from. The reading must be pure.
 */
export function readOnce<T, K extends object = Manifests>(read: (from: K) => T): (from: K) => T {
  const known = new WeakMap<K, T>();
  return (from) => {
    const before = known.get(from);
    if (before !== undefined) return before;
    // What was read may be nothing.
    if (known.has(from)) return before as T;
    const value = read(from);
    known.set(from, value);
    return value;
  };
}

/**
 * A reading of things of which many are alike, such as the queries of a thousand services: made once in an assembly for
 * all that `sameAs` gives one text for. The reading must need no more than stands in that text.
 */
export function readAlikeOnce<A, T>(
  sameAs: (thing: A) => string,
  read: (thing: A) => T,
): (manifests: Manifests, thing: A) => T {
  const readSoFar = readOnce(() => new Map<string, T>());
  return (manifests, thing) => {
    const known = readSoFar(manifests);
    const text = sameAs(thing);
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.has(text)) return before as T;
    const value = read(thing);
    known.set(text, value);
    return value;
  };
}
