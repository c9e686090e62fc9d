import { type Assembly, type Kinds, type Manifest, grouped, kindOf } from '../../assembly';
import { once } from './once';

/** The objects of each kind and name in an environment, in whatever namespace. */
const byName = once((assembly: Assembly): ReadonlyMap<string, readonly Manifest[]> => {
  return grouped(assembly.manifests.all, ({ environment, object }) => {
    const { name } = object.metadata;
    return name === undefined ? undefined : keyOf(environment, kindOf(object), name);
  });
});

/** The objects of that kind and name in any namespace of the environment. */
export function namesakes<K extends keyof Kinds & string>(
  assembly: Assembly,
  environment: string,
  kind: K,
  name: string,
): readonly Manifest<Kinds[K] & object>[] {
  return (byName(assembly).get(keyOf(environment, kind, name)) ?? []) as readonly Manifest<Kinds[K] & object>[];
}

function keyOf(environment: string, kind: string, name: string): string {
  return `${environment}\n${kind}\n${name}`;
}
