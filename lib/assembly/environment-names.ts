import { dirname } from 'node:path';
import { type Manifest, kindOf } from './manifests';

/** How the objects of a folder are told apart into environments. */
export const ENVIRONMENTS_BY = ['auto', 'folder', 'file', 'none'] as const;
export type EnvironmentsBy = (typeof ENVIRONMENTS_BY)[number];

/** An object as it was read, and the kustomize folder that it was built from, if any. */
export interface ReadObject {
  readonly manifest: Manifest;
  readonly overlay?: string;
}

export interface EnvironmentNamesProps {
  /**
   * `auto`: all is one environment, unless an object is in two folders, as it is in staging and production; then the first
   * folders that tell them apart are environments. `folder`: the same, but at least the first folder tells them apart.
   * `file`: each file by itself. `none`: all is one.
   */
  readonly by: EnvironmentsBy;
  /** Environments whose folders are given by name: name → folder. */
  readonly named: ReadonlyMap<string, string>;
}

/** Gives each object the name of its environment: where it is applied together with others. */
export function withEnvironments(objects: readonly ReadObject[], props: EnvironmentNamesProps): Manifest[] {
  const overlays = new Set(objects.flatMap(({ overlay }) => overlay ?? []));
  const anchored = objects.map((one) => anchor(one, overlays, props.named));
  const nameOf = namesFor(
    anchored.filter(({ named }) => named === undefined),
    props.by,
  );
  return anchored.map((one) => ({ ...one.manifest, environment: one.named ?? nameOf(one) }));
}

/** An object with the folder that it is applied with. */
interface Anchored {
  readonly manifest: Manifest;
  readonly folder: string;
  /** The kustomize folder that it was built from. */
  readonly built: string | undefined;
  /** The environment that this folder was given by name. */
  readonly named: string | undefined;
}

function anchor(
  { manifest, overlay }: ReadObject,
  overlays: ReadonlySet<string>,
  named: ReadonlyMap<string, string>,
): Anchored {
  const own = overlay ?? dirname(manifest.origin.file ?? '');
  const above = ancestors(own);
  const name = [...named].find(([, folder]) => above.includes(folder))?.[0];
  return { manifest, folder: above.find((folder) => overlays.has(folder)) ?? own, built: overlay, named: name };
}

type Naming = (object: Anchored) => string;

function namesFor(objects: readonly Anchored[], by: EnvironmentsBy): Naming {
  if (by === 'none') return () => '';
  if (by === 'file') return ({ manifest, built }) => built ?? manifest.origin.file ?? '';
  const folders = new Map(objects.map(({ folder }) => [folder, partsOf(folder)]));
  const common = commonLength([...folders.values()]);
  const deepest = Math.max(0, ...[...folders.values()].map((parts) => parts.length - common));
  let depth = by === 'folder' ? 1 : 0;
  const whole: Naming = ({ folder }) => (folders.get(folder) ?? []).slice(common, common + depth).join('/');
  while (depth < deepest && collides(objects, whole)) depth += 1;
  const last: Naming = (one) => whole(one).split('/').at(-1) ?? '';
  return collides(objects, last) ? whole : last;
}

/** Whether a naming puts an object of two folders into one environment. */
function collides(objects: readonly Anchored[], naming: Naming): boolean {
  const folders = new Map<string, string>();
  return objects.some((one) => {
    const { name, namespace } = one.manifest.object.metadata;
    if (name === undefined) return false;
    const key = [naming(one), kindOf(one.manifest.object), namespace ?? '', name].join('\n');
    const other = folders.get(key);
    folders.set(key, one.folder);
    return other !== undefined && other !== one.folder;
  });
}

/** A folder and those that it is in, from the inside out. */
function ancestors(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above)];
}

function partsOf(path: string): string[] {
  return path === '.' ? [] : path.split('/');
}

/** How many parts all paths begin with in common. */
function commonLength(paths: readonly (readonly string[])[]): number {
  const [first = [], ...rest] = paths;
  return rest.reduce((common, parts) => {
    const differing = parts.slice(0, common).findIndex((part, i) => part !== first[i]);
    return differing < 0 ? Math.min(common, parts.length) : differing;
  }, first.length);
}
