import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The files in which two folders differ, in the given folders below them. */
export function differences(one: string, other: string, below: readonly string[]): readonly string[] {
  const left = filesOf(one, below);
  const right = filesOf(other, below);
  return [...new Set([...left.keys(), ...right.keys()])].filter((file) => left.get(file) !== right.get(file)).sort();
}

/** Every file below some folders of a root, by its path from the root. */
export function filesOf(root: string, below: readonly string[]): ReadonlyMap<string, string> {
  const files = below
    .map((name) => join(root, name))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((path) => [relative(root, path), readFileSync(path, 'latin1')]));
}
