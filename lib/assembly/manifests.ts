import { type Origin } from './origin';

/** What every Kubernetes object has, as the API server would receive it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The kinds that rules may ask for by name, `group/Kind` (`Kind` alone for the core group), with the shape that a
 * checked object of that kind has. Each system's room adds its own by declaration merging.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Kinds {}

/** One Kubernetes object of the assembly, with the environment it is applied in and where it comes from. */
export interface Manifest<O extends object = object> {
  readonly object: KubernetesObject & O;
  readonly environment: string;
  readonly origin: Origin;
}

/** Where an object of a kind is looked up. */
export interface ManifestKey {
  readonly environment: string;
  /** Left out for objects without namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/** The objects of one kind, with the position of each in the assembly. */
interface OfKind {
  readonly manifests: Manifest[];
  readonly positions: number[];
  readonly byKey: Map<string, Manifest[]>;
}

/** All Kubernetes objects of the assembly, indexed once: by kind, and by environment, kind, namespace and name. */
export class Manifests {
  private readonly byKind = new Map<string, OfKind>();
  /** Objects of one key, in the order in which the first of each comes. */
  private readonly alike: Manifest[][] = [];

  /**
   * @param files the files that they were read from: those of objects that were kept from the rules are there all the same
   */
  public constructor(
    public readonly all: readonly Manifest[],
    public readonly files: ReadonlySet<string> = new Set(all.flatMap(({ origin }) => origin.file ?? [])),
  ) {
    all.forEach((manifest, position) => {
      const kind = kindOf(manifest.object);
      const ofKind = this.byKind.get(kind) ?? { manifests: [], positions: [], byKey: new Map<string, Manifest[]>() };
      this.byKind.set(kind, ofKind);
      ofKind.manifests.push(manifest);
      ofKind.positions.push(position);
      this.indexByKey(ofKind, manifest);
    });
  }

  private indexByKey({ byKey }: OfKind, manifest: Manifest): void {
    const { name, namespace } = manifest.object.metadata;
    if (name === undefined) return;
    const key = keyOf({ environment: manifest.environment, namespace, name });
    const before = byKey.get(key);
    if (before) {
      before.push(manifest);
      return;
    }
    const alike = [manifest];
    byKey.set(key, alike);
    this.alike.push(alike);
  }

  /** Every object of a kind, in the order of the assembly. */
  public of<K extends keyof Kinds & string>(kind: K): readonly Manifest<Kinds[K] & object>[] {
    return (this.byKind.get(kind)?.manifests ?? []) as Manifest<Kinds[K] & object>[];
  }

  /** Every object of some kinds, for readers who know their shape or need none, in the order of the assembly. */
  public ofKinds(...kinds: readonly string[]): readonly Manifest[] {
    const present = [...new Set(kinds)].flatMap((kind) => this.byKind.get(kind) ?? []);
    if (present.length < 2) return present[0]?.manifests ?? [];
    const positions = present.flatMap((one) => one.positions).sort((a, b) => a - b);
    return positions.flatMap((position) => this.all[position] ?? []);
  }

  /** Every object of some API groups, in the order of the assembly. */
  public ofGroups(...groups: readonly string[]): readonly Manifest[] {
    return this.ofKinds(...[...this.byKind.keys()].filter((kind) => groups.includes(groupOf(kind))));
  }

  /** The object of that kind and name in that environment and namespace, if the assembly has it. */
  public tryFind<K extends keyof Kinds & string>(kind: K, key: ManifestKey): Manifest<Kinds[K] & object> | undefined {
    return this.tryFindAny(kind, key) as Manifest<Kinds[K] & object> | undefined;
  }

  /** The same for a kind that an object names, whichever it may be. */
  public tryFindAny(kind: string, key: ManifestKey): Manifest | undefined {
    return this.byKind.get(kind)?.byKey.get(keyOf(key))?.[0];
  }

  /** Groups of two or more objects that have kind, environment, namespace and name in common: one would overwrite the other. */
  public get duplicates(): readonly (readonly Manifest[])[] {
    return this.alike.filter((group) => group.length > 1);
  }
}

/** `group/Kind`, or `Kind` alone for the core group: a kind without its version. */
export function kindOf(object: { readonly apiVersion: string; readonly kind: string }): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? object.kind : `${object.apiVersion.slice(0, slash)}/${object.kind}`;
}

/** The group in `group/Kind`; the empty text is the core group. */
function groupOf(kind: string): string {
  return kind.slice(0, Math.max(0, kind.indexOf('/')));
}

/** An object in words: `Rollout order-service/order-service`. */
export function describe(object: KubernetesObject): string {
  const { name, generateName, namespace } = object.metadata;
  return `${object.kind} ${namespace === undefined ? '' : `${namespace}/`}${name ?? generateName ?? '(no name)'}`;
}

/** The key of an object among those of its kind. */
function keyOf({ environment, namespace = '', name }: ManifestKey): string {
  return `${environment}\n${namespace}\n${name}`;
}
