import { type Assembly, type Kinds, type Manifest } from '../../../assembly';
import { tryNearest } from '../../../audit/nearest';

/** Why an object of a name is not found in a namespace, as far as other objects of its kind tell, and what to do. */
export function elsewhere<K extends keyof Kinds & string>(
  { manifests }: Assembly,
  kind: K,
  { environment }: Manifest,
  name: string,
  namespace: string | undefined,
): { readonly fact: string; readonly repair: string } {
  const all = manifests
    .of(kind)
    .filter((one) => one.environment === environment)
    .map(({ object }) => object.metadata);
  const word = kind.slice(kind.indexOf('/') + 1);
  const same = all.find((one) => one.name === name);
  if (same) {
    const where = same.namespace === undefined ? 'without a namespace' : `in the namespace ${same.namespace}`;
    return {
      fact: `: there is one ${where}`,
      repair: `put it into ${namespace === undefined ? 'no namespace' : `the namespace ${namespace}`} too`,
    };
  }
  const here = all.filter((one) => one.namespace === namespace).flatMap((one) => one.name ?? []);
  const nearest = tryNearest(name, here);
  return { fact: '', repair: nearest === undefined ? `add a ${word} "${name}"` : `did you mean "${nearest}"?` };
}
