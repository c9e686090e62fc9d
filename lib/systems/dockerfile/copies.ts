import { type ReadInstruction } from './reading';

/** The paths of the context that a `COPY` or `ADD` takes, as far as they are written out: `.` is all of it. */
export function copiedFrom({ keyword, flags, text, list }: ReadInstruction): readonly string[] {
  // What stands in the Dockerfile itself, behind `<<`, comes from no file.
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.has('from') || text.includes('<<')) return [];
  const words = list ?? text.split(/\s+/);
  return words
    .slice(0, -1)
    .map((path) => path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, ''))
    .map((path) => (path === '' ? '.' : path))
    .filter((path) => !/[$*?[\]]|^https?:|^git@/.test(path));
}
