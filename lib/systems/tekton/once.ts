import { type Assembly, type Manifests } from '../../assembly';

/** Makes a function of the assembly that works once for each assembly: every rule asks for the same index. */
export function once<T>(make: (assembly: Assembly) => T): (assembly: Assembly) => T {
  const made = new WeakMap<Manifests, T>();
  return (assembly) => {
    const known = made.get(assembly.manifests);
    if (known !== undefined) return known;
    const fresh = make(assembly);
    made.set(assembly.manifests, fresh);
    return fresh;
  };
}
