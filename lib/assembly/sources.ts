import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileText } from './file-text';
import { filesBelow } from './files-below';
import { type Manifest } from './manifests';
import { type ReadFile, kindOfFile, readFile } from './read-file';
import { type Broken } from './read-manifests';
import { type RepositoryFileContent } from './repository-files';

/** A file or folder to be read, or a text that came through a pipe. */
export type Source = { readonly path: string } | { readonly name: string; readonly text: string };

/** One file that was read, at its path relative to the working folder. */
export interface SourceFile extends ReadFile {
  readonly path: string;
}

/** What the sources hold, before it is put together. */
export interface ReadSources {
  readonly files: readonly SourceFile[];
  readonly repositoryFiles: readonly RepositoryFileContent[];
  /** What cannot be read though somebody asked for it by name. */
  readonly unreadable: readonly Broken[];
  /** What was passed by, in words, each with its reason. */
  readonly passedBy: readonly string[];
}

/**
 * Reads files and everything below folders, all but what `withHcl` adds. Paths in the result are relative to the working
 * folder. Never throws.
 */
export function readSources(sources: readonly Source[], repository: string): ReadSources {
  const files: SourceFile[] = [];
  const repositoryFiles: RepositoryFileContent[] = [];
  const unreadable: Broken[] = [];
  const passedBy: string[] = [];
  const seen = new Set<string>();
  const take = (path: string, asked: boolean, charts: ReadonlySet<string>, root: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const { file, text, refused } = readOne(path, asked, charts);
    if (file) files.push(file);
    if (refused !== undefined && (asked || file))
      unreadable.push({ origin: { file: path, line: 1 }, message: refused });
    else if (refused !== undefined) passedBy.push(`${path}: ${refused}`);
    if (file?.isRepositoryFile && text !== undefined)
      repositoryFiles.push(repositoryFile(path, text, root, repository));
  };
  for (const source of sources) {
    if ('text' in source) {
      files.push({ ...readFile(source.name, 'manifests', source.text, true), path: source.name });
      continue;
    }
    const path = shown(source.path);
    if (!existsSync(path)) unreadable.push({ origin: { file: path }, message: 'there is no such file or folder' });
    else if (!statSync(path).isDirectory()) take(path, true, new Set(), dirname(path));
    else {
      const below = filesBelow(path);
      const charts = new Set(
        below.files.filter((file) => basename(file) === 'Chart.yaml').map((file) => dirname(file)),
      );
      passedBy.push(...below.passedBy);
      for (const file of below.files) take(file, false, charts, path);
    }
  }
  return { files, repositoryFiles, unreadable, passedBy };
}

interface One {
  readonly file?: SourceFile;
  readonly text?: string;
  readonly refused?: string;
}

function readOne(path: string, asked: boolean, charts: ReadonlySet<string>): One {
  const kind = kindOfFile(path);
  if (typeof kind === 'object') return { file: notOurs(path, kind.other) };
  if (!asked && isInChart(path, charts)) return { file: notOurs(path, 'files of Helm charts') };
  const read = fileText(path);
  if ('refused' in read) {
    const judged = ['manifests', 'terraform', 'hcl'].includes(kind) ? { file: notOurs(path) } : {};
    return { ...judged, refused: read.refused };
  }
  return { file: { ...readFile(path, kind, read.text, asked), path }, text: read.text };
}

function notOurs(path: string, ...others: string[]): SourceFile {
  return { path, manifests: [], stacks: [], broken: [], isRepositoryFile: false, passages: [], others };
}

function isInChart(path: string, charts: ReadonlySet<string>): boolean {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (charts.has(folder)) return true;
  }
  return false;
}

/** A repository begins where its `.github` or `.tekton` folder lies, else at the folder that was asked for. */
function repositoryFile(path: string, content: string, root: string, repository: string): RepositoryFileContent {
  const marked = /^(.*?)\/?(?:\.github|\.tekton)\//.exec(path)?.[1] ?? root;
  const inside = relative(marked, path);
  const nested = relative(root, marked);
  return { repository: nested === '' ? repository : nested, path: inside, content, origin: { file: path, line: 1 } };
}

/** A path as reports show it: relative to the working folder, unless it lies outside. */
function shown(path: string): string {
  const inside = relative(process.cwd(), resolve(path));
  if (inside === '') return '.';
  return inside.startsWith('..') || isAbsolute(inside) ? resolve(path) : join(inside);
}

/** Counts words: `other files 3, documents of other tools 2`. */
export function countOthers(files: readonly SourceFile[]): string[] {
  const counts = new Map<string, number>();
  for (const word of files.flatMap(({ others }) => others)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, count]) => `${word} ${count}`);
}

/** All objects of files, as they were read. */
export function manifestsOf(files: readonly SourceFile[]): Manifest[] {
  return files.flatMap(({ manifests }) => manifests);
}
