import { type Assembly } from '../assembly';

/** Makes a function of the whole assembly that works once for each: manifests, Terraform and environments together. */
export function once<T extends object>(make: (assembly: Assembly) => T): (assembly: Assembly) => T {
  const made = new WeakMap<Assembly, T>();
  return (assembly) => {
    const known = made.get(assembly);
    if (known !== undefined) return known;
    const fresh = make(assembly);
    made.set(assembly, fresh);
    return fresh;
  };
}
