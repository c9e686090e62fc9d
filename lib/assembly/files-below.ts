import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { reasonOf } from './file-text';

/** What lies below a folder. */
export interface FilesBelow {
  /** The files in the order of their names, each as a path that begins with the folder. */
  readonly files: readonly string[];
  /** What was passed by, each with its reason. */
  readonly passedBy: readonly string[];
}

/** Folders that hold what tools have made or fetched, or no sources at all. */
const PASSED_BY = new Set(['.git', 'node_modules', '.terraform', '.venv']);

/**
 * Every file below a folder. A symbolic link is followed while it stays inside the folder and leads to nothing that has
 * been visited, so a circle of links ends.
 */
export function filesBelow(folder: string): FilesBelow {
  const files: string[] = [];
  const passedBy: string[] = [];
  const root = realpathSync(folder);
  const visited = new Set<string>();
  const visit = (path: string): void => {
    const real = realpathSync(path);
    if (visited.has(real)) return;
    visited.add(real);
    const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const child = join(path, entry.name);
      try {
        const kind = kindOf(entry, child, root);
        if (kind === 'folder' && !PASSED_BY.has(entry.name)) visit(child);
        if (kind === 'file') files.push(child);
        if (kind === 'outside') passedBy.push(`${child}: the link leads out of the folder`);
      } catch (error) {
        passedBy.push(`${child}: ${reasonOf(error)}`);
      }
    }
  };
  visit(folder);
  return { files, passedBy };
}

function kindOf(entry: Dirent, path: string, root: string): 'file' | 'folder' | 'outside' | 'neither' {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return 'neither';
  const real = realpathSync(path);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return 'outside';
  const target = statSync(real);
  if (target.isDirectory()) return 'folder';
  return target.isFile() ? 'file' : 'neither';
}
