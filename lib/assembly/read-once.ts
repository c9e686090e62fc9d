import { type Manifests } from './manifests';

/**
 * A reading that many rules share, of manifests or of a whole assembly: made at the first question, and kept as long as
 * what it was read from. The reading must be pure.
 */
export function readOnce<T, K extends object = Manifests>(read: (from: K) => T): (from: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (from) => {
    const before = known.get(from);
    if (before) return before.value;
    const value = read(from);
    known.set(from, { value });
    return value;
  };
}
