import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './folder';

/** What a program printed, and the files that it wrote: path → text. */
export interface Written {
  readonly said: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Runs a program in a folder of its own. */
export function written(program: () => void): Written {
  const folder = newFolder();
  const before = process.cwd();
  const said: string[] = [];
  const note = (text: string | Uint8Array): boolean => said.push(String(text)) > 0;
  const streams = [process.stdout, process.stderr].map((one) => jest.spyOn(one, 'write').mockImplementation(note));
  try {
    process.chdir(folder);
    program();
  } finally {
    process.chdir(before);
    for (const stream of streams) stream.mockRestore();
  }
  return { said: said.join(''), files: filesIn(folder) };
}

function filesIn(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
