/** A text, or what a CI system puts in its place when it runs: a reference of Tekton, an expression of GitHub Actions. */
export type Part<R = never> = string | R;

/**
 * One word of a command line; a list is one word in several parts. A command line is a list of words, so nothing in it
 * is ever split or read by a shell.
 */
export type Word<R = never> = Part<R> | readonly Part<R>[];

/** The parts of a word. */
export function partsOf<R>(word: Word<R>): readonly Part<R>[] {
  return isList(word) ? word : [word];
}

/** One word made of words. */
export function joined<R>(...words: readonly Word<R>[]): readonly Part<R>[] {
  return words.flatMap(partsOf);
}

function isList<R>(word: Word<R>): word is readonly Part<R>[] {
  return Array.isArray(word);
}
