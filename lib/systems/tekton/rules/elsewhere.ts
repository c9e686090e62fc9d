import { type Assembly, type Kinds, type Manifest } from '../../../assembly';
import { tryNearest } from '../../../audit/nearest';
import { namesakes } from '../namesakes';

/** Why an object of a name is not found in a namespace, as far as other objects of its kind tell, and what to do. */
export function elsewhere<K extends keyof Kinds & string>(
  assembly: Assembly,
  kind: K,
  { environment }: Manifest,
  name: string,
  namespace: string | undefined,
): { readonly fact: string; readonly repair: string } {
  const [same] = namesakes(assembly, environment, kind, name);
  if (same) {
    const other = same.object.metadata.namespace;
    const where = other === undefined ? 'without a namespace' : `in the namespace ${other}`;
    const here = namespace === undefined ? 'no namespace' : `the namespace ${namespace}`;
    return { fact: `: there is one ${where}`, repair: `put it into ${here} too` };
  }
  const nearest = tryNearest(name, names(assembly, kind, environment, namespace));
  const word = kind.slice(kind.indexOf('/') + 1);
  return { fact: '', repair: nearest === undefined ? `add a ${word} "${name}"` : `did you mean "${nearest}"?` };
}

/** Whether an environment has an object of a kind at all: one without any takes them from what the cluster has already. */
export function hasAny({ manifests }: Assembly, kind: keyof Kinds & string, { environment }: Manifest): boolean {
  return manifests.of(kind).some((one) => one.environment === environment);
}

/** Beyond so many names a guess is no help, and the search would cost more than the audit. */
const MOST = 60;

function names(
  { manifests }: Assembly,
  kind: keyof Kinds & string,
  environment: string,
  namespace: string | undefined,
): string[] {
  const all = manifests.of(kind);
  if (all.length > MOST) return [];
  return all
    .filter((one) => one.environment === environment && one.object.metadata.namespace === namespace)
    .flatMap(({ object }) => object.metadata.name ?? []);
}
