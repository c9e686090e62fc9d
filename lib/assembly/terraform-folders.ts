import { dirname } from 'node:path';
import { type Origin } from './origin';
import { type TerraformStackConfig } from './terraform-config';
import { withReferences } from './terraform-references';

/** Stacks as Terraform sees them: all files of a folder are one, each resource at its own place, with what their locals and policy documents say. */
export function stacksByFolder(files: readonly TerraformStackConfig[]): TerraformStackConfig[] {
  const folders = new Map<string, TerraformStackConfig[]>();
  for (const file of files) {
    const folder = dirname(file.origin.file ?? '');
    const same = folders.get(folder);
    if (same) same.push(file);
    else folders.set(folder, [file]);
  }
  return [...folders.values()].flatMap(joined).map((stack) => ({ ...stack, json: withReferences(stack.json) }));
}

function joined(files: readonly TerraformStackConfig[]): TerraformStackConfig[] {
  const [first] = files;
  if (first === undefined || files.length === 1) return [...files];
  const json = together(
    files.map((file) => file.json),
    DEPTH,
  );
  return [{ ...first, json, origins: new Map(files.flatMap(placesOf)) }];
}

/** `resource`, then its type, then its name: deeper, nothing is written in two files. */
const DEPTH = 3;

function together(parts: readonly Readonly<Record<string, unknown>>[], depth: number): Record<string, unknown> {
  const byKey = new Map<string, unknown[]>();
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    const values = byKey.get(key);
    if (values) values.push(value);
    else byKey.set(key, [value]);
  }
  return Object.fromEntries([...byKey].map(([key, values]) => [key, oneOf(values, depth)]));
}

function oneOf(values: readonly unknown[], depth: number): unknown {
  if (values.length > 1 && values.every(Array.isArray)) return values.flat(1);
  if (values.length > 1 && depth > 1 && values.every(isObject)) return together(values, depth - 1);
  return values.at(-1);
}

function placesOf({ json, origin, origins }: TerraformStackConfig): (readonly [string, Origin])[] {
  const types = isObject(json['resource']) ? Object.entries(json['resource']) : [];
  return types.flatMap(([type, byName]) =>
    Object.keys(isObject(byName) ? byName : {}).map((name) => {
      const key = `${type}.${name}`;
      return [key, origins?.get(key) ?? origin] as const;
    }),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
