import { type Document, parseDocument } from 'yaml';
import { type Assembly, type RepositoryFileContent, RepositoryFiles } from '../lib/assembly';
import { type Change, type Mutant, type Operator } from './operator';
import { REMOVED, placesAt } from './places';

/** Changes a field of every workflow of GitHub Actions whose file has some name; the rest of the file stays as it is written. */
export function inWorkflows(name: string, file: RegExp, pattern: string, change: Change): Operator {
  return {
    name,
    mutants: (assembly) =>
      assembly.files.all.flatMap((one, index) =>
        one.path.startsWith('.github/workflows/') && file.test(one.path)
          ? inWorkflow(assembly, one, index, pattern, change)
          : [],
      ),
  };
}

function inWorkflow(
  assembly: Assembly,
  file: RepositoryFileContent,
  index: number,
  pattern: string,
  change: Change,
): Mutant[] {
  const plain: unknown = parseDocument(file.content).toJS();
  return placesAt(plain, pattern, { opensTexts: false }).flatMap((place) => {
    const value = change(place.value, place);
    if (value === undefined) return [];
    const make = (): Assembly => {
      const document = parseDocument(file.content);
      edit(document, place.path, value);
      return withFile(assembly, index, { ...file, content: document.toString({ lineWidth: 0 }) });
    };
    return [{ at: `${file.path} ${place.path.join('.')}`, make }];
  });
}

function edit(document: Document, path: readonly string[], value: unknown): void {
  const keys = path.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  if (value === REMOVED) document.deleteIn(keys);
  else document.setIn(keys, value);
}

/** Leaves out every file whose path fits, one after the other. */
export function withoutFiles(name: string, path: RegExp): Operator {
  return {
    name,
    mutants: (assembly) =>
      assembly.files.all
        .filter((file) => path.test(file.path))
        .map((gone) => ({
          at: gone.path,
          make: () => ({
            ...assembly,
            files: new RepositoryFiles(assembly.files.all.filter((file) => file !== gone)),
          }),
        })),
  };
}

/** Gives every file whose path fits another path. */
export function renamedFiles(name: string, from: RegExp, to: string): Operator {
  return {
    name,
    mutants: (assembly) =>
      assembly.files.all.flatMap((file, index) =>
        from.test(file.path)
          ? [{ at: file.path, make: () => withFile(assembly, index, { ...file, path: file.path.replace(from, to) }) }]
          : [],
      ),
  };
}

function withFile(assembly: Assembly, index: number, changed: RepositoryFileContent): Assembly {
  const all = assembly.files.all.map((one, i) => (i === index ? changed : one));
  return { ...assembly, files: new RepositoryFiles(all) };
}
