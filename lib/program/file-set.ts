import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { invalid } from '../model';

/** Files to be written below one folder: path relative to it → content. */
export type FileSet = ReadonlyMap<string, string>;

/**
 * Makes a folder hold exactly these files. Everything is written beside it first and moved into place at the end, so an
 * interrupted run leaves the old folder or the new one, never half of each. Throws where the folder is a file or a link.
 */
export function replaceFolder(folder: string, files: FileSet): void {
  if (existsSync(folder) && !lstatSync(folder).isDirectory()) throw invalid('Program.output', 'a folder', folder);
  const fresh = `${folder}.${process.pid}.new`;
  const previous = `${folder}.${process.pid}.old`;
  try {
    mkdirSync(fresh, { recursive: true });
    for (const [path, content] of files) writeNew(join(fresh, path), content);
    if (existsSync(folder)) renameSync(folder, previous);
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(previous, { recursive: true, force: true });
  }
}

/** Writes these files into a folder that others also write into, each one whole or not at all. */
export function updateFolder(folder: string, files: FileSet): void {
  const fresh = [...files].map(([path, content]) => {
    const target = join(folder, path);
    const temporary = `${target}.${process.pid}.new`;
    writeNew(temporary, content);
    return { target, temporary };
  });
  for (const { target, temporary } of fresh) renameSync(temporary, target);
}

function writeNew(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
