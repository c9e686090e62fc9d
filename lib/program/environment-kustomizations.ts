import { basename, dirname, join } from 'node:path/posix';
import { type KubernetesObject, type Manifest, grouped } from '../assembly';

const FILE = 'kustomization.yaml';

/**
 * What makes the folder of an environment build as a whole, as a Kustomization for each: it lists the folders that have one
 * of their own, and the files of all others. A file with an object that only has a `generateName` is left out: such an
 * object is created, by whoever starts something, and never applied. An environment that writes its own keeps it.
 */
export function environmentKustomizations(manifests: readonly Manifest[]): Manifest[] {
  const environments = grouped(manifests, ({ environment }) => (environment === '' ? undefined : environment));
  return [...environments].flatMap(([name, own]) => {
    const file = `${name}/${FILE}`;
    const resources = resourcesOf(own).map((path) => path.slice(name.length + 1));
    if (resources.length === 0 || own.some(({ origin }) => origin.file === file)) return [];
    return [{ object: kustomization(name, resources), environment: name, origin: { construct: name, file } }];
  });
}

/** Each file or folder once, in the order of the program. */
function resourcesOf(manifests: readonly Manifest[]): readonly string[] {
  const lists = manifests.filter(({ origin }) => basename(origin.file ?? '') === FILE);
  const built = new Set(lists.map(({ origin }) => dirname(origin.file ?? '')));
  const named = new Set(lists.flatMap(resourcePaths));
  const unnamed = new Set(manifests.filter(isNameless).map(({ origin }) => origin.file));
  const paths = manifests.flatMap((manifest) => {
    const { file = '' } = manifest.origin;
    if (built.has(dirname(file))) return isComponent(manifest) || basename(file) !== FILE ? [] : [dirname(file)];
    return unnamed.has(file) ? [] : [file];
  });
  return [...new Set(paths)].filter((path) => !withParents(path).some((one) => named.has(one)));
}

function resourcePaths({ object, origin }: Manifest): readonly string[] {
  const { resources = [] } = object as { readonly resources?: readonly string[] };
  return resources.map((path) => join(dirname(origin.file ?? ''), path).replace(/\/$/, ''));
}

function isNameless({ object }: Manifest): boolean {
  return object.metadata.name === undefined;
}

function isComponent({ object }: Manifest): boolean {
  return object.kind === 'Component';
}

function withParents(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

function kustomization(name: string, resources: readonly string[]): KubernetesObject {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: { name },
    resources,
  } as KubernetesObject;
}
