import {
  type Assembly,
  type Manifest,
  Manifests,
  RepositoryFiles,
  TerraformConfig,
  type TerraformStackConfig,
} from '../lib/assembly';
import { type Place, REMOVED, edited, placesAt } from './places';

/** One fault in a delivery that had none. */
export interface Mutant {
  /** Where the fault is: environment, object and field. */
  readonly at: string;
  readonly make: () => Assembly;
}

/** A kind of fault, made wherever it fits. */
export interface Operator {
  /** What is done, such as `rename a result of a Task`; no two operators share a name. */
  readonly name: string;
  readonly mutants: (assembly: Assembly) => readonly Mutant[];
}

/** What becomes of a value: another one, `REMOVED`, or nothing where the fault does not fit. */
export type Change = (value: unknown, place: Place) => unknown;

/** Changes a field of every object of some kinds; `kinds` as they are written, one or several with spaces between. */
export function inObjects(name: string, kinds: string, pattern: string, change: Change): Operator {
  const wanted = kinds.split(' ');
  return {
    name,
    mutants: (assembly) =>
      assembly.manifests.all.flatMap((manifest, index) =>
        wanted.includes(manifest.object.kind) ? inObject(assembly, manifest, index, pattern, change) : [],
      ),
  };
}

function inObject(assembly: Assembly, manifest: Manifest, index: number, pattern: string, change: Change): Mutant[] {
  const reading = { opensTexts: false };
  return placesAt(manifest.object, pattern, reading).flatMap((place) => {
    const value = change(place.value, place);
    if (value === undefined) return [];
    const make = (): Assembly => {
      const object = edited(manifest.object, place.path, value, reading) as Manifest['object'];
      const all = assembly.manifests.all.map((one, i) => (i === index ? { ...manifest, object } : one));
      return { ...assembly, manifests: new Manifests(all) };
    };
    return [{ at: `${placeOf(manifest)} ${place.path.join('.')}`, make }];
  });
}

/** Leaves out every object of some kinds, one after the other. */
export function withoutObjects(name: string, kinds: string): Operator {
  const wanted = kinds.split(' ');
  return {
    name,
    mutants: (assembly) =>
      assembly.manifests.all
        .filter(({ object }) => wanted.includes(object.kind))
        .map((manifest) => ({
          at: placeOf(manifest),
          make: () => ({
            ...assembly,
            manifests: new Manifests(assembly.manifests.all.filter((one) => one !== manifest)),
          }),
        })),
  };
}

/** Changes a field of every Terraform resource of a type; an empty pattern is the resource itself. */
export function inResources(name: string, type: string, pattern: string, change: Change): Operator {
  const reading = { opensTexts: true };
  const full = `resource.${type}.*${pattern === '' ? '' : `.${pattern}`}`;
  return {
    name,
    mutants: (assembly) =>
      assembly.terraform.stacks.flatMap((stack, index) =>
        placesAt(stack.json, full, reading).flatMap((place) => {
          const value = change(place.value, place);
          if (value === undefined) return [];
          const make = (): Assembly => {
            const json = edited(stack.json, place.path, value, reading) as TerraformStackConfig['json'];
            const stacks = assembly.terraform.stacks.map((one, i) => (i === index ? { ...stack, json } : one));
            return { ...assembly, terraform: new TerraformConfig(stacks) };
          };
          return [{ at: place.path.slice(1).join('.'), make }];
        }),
      ),
  };
}

/** Writes one text for another in every repository file whose path fits, one occurrence after the other. */
export function inFiles(name: string, path: RegExp, from: RegExp, to: string): Operator {
  return {
    name,
    mutants: (assembly) =>
      assembly.files.all.flatMap((file, index) =>
        !path.test(file.path)
          ? []
          : [...file.content.matchAll(new RegExp(from, 'gm'))].map((match) => ({
              at: `${file.repository}/${file.path} line ${file.content.slice(0, match.index).split('\n').length}`,
              make: () => {
                const { content } = file;
                const after = content.slice(0, match.index) + to + content.slice(match.index + match[0].length);
                const all = assembly.files.all.map((one, i) => (i === index ? { ...file, content: after } : one));
                return { ...assembly, files: new RepositoryFiles(all) };
              },
            })),
      ),
  };
}

function placeOf({ environment, object }: Manifest): string {
  return `${environment} ${object.kind} ${object.metadata.name ?? object.metadata.generateName ?? ''}`;
}

export const remove: Change = () => REMOVED;

/** Another value, where it is not that already. */
export function to(value: unknown): Change {
  return (before) => (JSON.stringify(before) === JSON.stringify(value) ? undefined : value);
}

/** Writes one text for another inside a text, where it stands there. */
export function replaced(from: RegExp | string, by: string): Change {
  return (value) => {
    if (typeof value !== 'string') return undefined;
    const after = value.replace(from, by);
    return after === value ? undefined : after;
  };
}

/** A name that nothing else has. */
export const misspelt: Change = (value) => (typeof value === 'string' ? `${value}x` : undefined);

/** Adds fields to an object. */
export function plus(fields: object): Change {
  return (value) => ({ ...(value as object), ...fields });
}

/** Exchanges the first two items of a list. */
export const firstTwoSwapped: Change = (value) => {
  const items = value as readonly unknown[];
  return items.length < 2 ? undefined : [items[1], items[0], ...items.slice(2)];
};
