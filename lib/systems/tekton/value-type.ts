import { ImageDigest, invalid, PinnedImage } from '../../model';
import {
  ArrayRef,
  DigestRef,
  ImageRef,
  literal,
  ObjectRef,
  Ref,
  renderText,
  type Scope,
  type Source,
  sourcesOf,
  StringRef,
  type Text,
} from './reference';

/** The keys of an object type. */
export interface Keys<K extends string> {
  readonly keys: readonly K[];
}

/**
 * The type of a param or result. Tekton knows texts, arrays and objects of texts; `digest` and `image` are texts to it,
 * and to the compiler they are texts that nobody can move to another content.
 */
export type ValueType = 'string' | 'digest' | 'image' | 'array' | Keys<string>;

/** The reference to a value of a type. */
export type RefOf<T extends ValueType, S extends Scope> = T extends 'string'
  ? StringRef<S>
  : T extends 'digest'
    ? DigestRef<S>
    : T extends 'image'
      ? ImageRef<S>
      : T extends 'array'
        ? ArrayRef<S>
        : T extends Keys<infer K>
          ? ObjectRef<K, S>
          : never;

/** What may be given for a value of a type: the value itself, or a reference that can be read in that place. */
export type ValueOf<T extends ValueType, S extends Scope> = T extends 'string'
  ? Text<S>
  : T extends 'digest'
    ? ImageDigest | DigestRef<S>
    : T extends 'image'
      ? PinnedImage | ImageRef<S>
      : T extends 'array'
        ? readonly Text<S>[] | ArrayRef<S>
        : T extends Keys<infer K>
          ? ObjectRef<K, S> | { readonly [key in K]: Text<S> }
          : never;

/** Any value of any type. */
export type Value = Text<Scope> | ImageDigest | PinnedImage | Ref | readonly Text<Scope>[] | TextObject;

interface TextObject {
  readonly [key: string]: Text<Scope>;
}

/** The reference of a type; `path` is what stands between `$(` and `)`. */
export function refOf<T extends ValueType, S extends Scope>(
  type: T,
  path: string,
  source: Source,
  variable: string,
): RefOf<T, S> {
  const make = (): Ref<S> => {
    if (type === 'digest') return new DigestRef<S>(`$(${path})`, [source], variable);
    if (type === 'image') return new ImageRef<S>(`$(${path})`, [source], variable);
    if (type === 'array') return new ArrayRef<S>(`$(${path}[*])`, [source], variable);
    if (type === 'string') return new StringRef<S>(`$(${path})`, [source], variable);
    return new ObjectRef<string, S>(`$(${path}[*])`, [source], variable);
  };
  return make() as RefOf<T, S>;
}

/** As Tekton calls the type. */
export function typeName(type: ValueType): 'string' | 'array' | 'object' {
  if (typeof type === 'object') return 'object';
  return type === 'array' ? 'array' : 'string';
}

/** `properties` of an object type, where there is one. */
export function renderProperties(type: ValueType): Record<string, { readonly type: 'string' }> | undefined {
  if (typeof type !== 'object') return undefined;
  return Object.fromEntries(type.keys.map((key) => [key, { type: 'string' }]));
}

/** A value as it stands in the output. Throws where a text holds a Tekton expression. */
export function renderValue(place: string, value: Value): unknown {
  if (value instanceof Ref) return value.expression;
  if (value instanceof ImageDigest) return value.text;
  if (value instanceof PinnedImage) return value.reference;
  if (typeof value === 'string') return literal(place, value);
  if (isList(value)) return value.map((each) => renderText(place, each));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renderText(`${place}.${key}`, each)]));
}

/** Everything that a value reads from. */
export function sourcesIn(value: Value): readonly Source[] {
  if (value instanceof Ref) return value.sources;
  if (value instanceof ImageDigest || value instanceof PinnedImage || typeof value === 'string') return [];
  return Object.values(value).flatMap(sourcesOf);
}

/** Gives the keys of an object type back. Throws for none, a duplicate, or one that Tekton cannot address. */
export function objectKeys<K extends string>(place: string, keys: readonly K[]): readonly K[] {
  if (keys.length === 0 || new Set(keys).size < keys.length || !keys.every((key) => NAME.test(key))) {
    throw invalid(place, 'one or more different keys of letters, digits, "_" and "-"', keys);
  }
  return keys;
}

/** Gives the name of a param or result back. Throws for a name that would need quoting in an expression. */
export function valueName(place: string, name: string): string {
  if (!NAME.test(name)) {
    throw invalid(place, 'a letter, then letters, digits, "_" and "-", with a letter or digit at the end', name);
  }
  return name;
}

const NAME = /^[A-Za-z]([A-Za-z0-9_-]*[A-Za-z0-9])?$/;

function isList(value: Value): value is readonly Text<Scope>[] {
  return Array.isArray(value);
}
