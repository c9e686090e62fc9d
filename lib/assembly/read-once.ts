import { type Manifests } from './manifests';

/**
 * A reading of manifests that many rules share: made at the first question, and kept as long as the manifests are. The
 * reading must be pure.
 */
export function readOnce<T>(read: (manifests: Manifests) => T): (manifests: Manifests) => T {
  const known = new WeakMap<Manifests, { readonly value: T }>();
  return (manifests) => {
    const before = known.get(manifests);
    if (before) return before.value;
    const value = read(manifests);
    known.set(manifests, { value });
    return value;
  };
}
